/* The registration form: puts its parts together.  Everything stays on the device: nothing
   is sent, and nothing is kept unless the reader asks for a draft. */
(function () {
  "use strict";

  const wenming = window.wenming;
  const PAUSE = 300; // milliseconds after the last key before the page catches up
  const DRAFT_DAYS = 7;
  const DAY = 24 * 60 * 60 * 1000;

  const form = document.querySelector('[data-place="form"]');
  const facts = JSON.parse(document.getElementById("form-data").textContent);
  const unit = document.getElementById("field-unit");
  const day = document.getElementById("field-day");
  const keeps = document.getElementById("field-keeps");
  const block = document.getElementById("field-block");
  const undo = form.querySelector('[data-act="undo"]');
  const draft = wenming.makeDraft("register-draft");
  const output = wenming.makeRegisterOutput(
    document.querySelector('[data-place="output"]'), document.querySelector('[data-place="sheet"]'), facts, handOver);
  const rows = {};
  facts.roles.forEach(function (role) {
    rows[role.key] = wenming.makeRows(form.querySelector('[data-role="' + role.key + '"]'), role,
      document.getElementById("person"), facts, update, addPeople);
  });

  const faults = wenming.makeRegisterFaults(form, rows, facts);

  let hasTried = false;
  let timer = 0;
  let isUnsaved = false;
  let cleared = null;

  function at(place) {
    return form.querySelector('[data-place="' + place + '"]');
  }

  function today() {
    return wenming.clock.nameDay(Date.now());
  }

  function read() {
    const people = {};
    facts.roles.forEach(function (role) {
      people[role.key] = rows[role.key].read();
    });
    return { unit: unit.value, day: day.value, today: today(), people: people };
  }

  function hasPeople(filled) {
    return facts.roles.some(function (role) {
      return wenming.roster.listPeople(filled, role).length;
    });
  }

  function put(filled) {
    unit.value = typeof filled.unit === "string" ? filled.unit : "";
    day.value = typeof filled.day === "string" && filled.day ? filled.day : today();
    facts.roles.forEach(function (role) {
      const kept = filled.people && filled.people[role.key];
      rows[role.key].put((Array.isArray(kept) ? kept : []).filter(Boolean));
    });
  }

  // people: {role, person} objects
  function addPeople(people) {
    facts.roles.forEach(function (role) {
      const own = people.filter(function (each) {
        return each.role === role.key;
      });
      if (own.length) {
        rows[role.key].addAll(own.map(function (each) {
          return each.person;
        }));
      }
    });
  }

  // ---- the draft, only where it is asked for

  function say(words) {
    at("draft-said").textContent = words;
  }

  function keep() {
    if (!keeps.checked || !isUnsaved) {
      return;
    }
    if (draft.keep(read(), Date.now())) {
      isUnsaved = false;
    } else {
      keeps.checked = false;
      say("这个浏览器不让存草稿，离开本页以前请先下载。");
    }
  }

  function restore() {
    const kept = draft.recall();
    const isOld = kept && Date.now() - kept.moment > DRAFT_DAYS * DAY;
    if (isOld) {
      draft.forget();
    }
    keeps.checked = Boolean(kept) && !isOld;
    put(keeps.checked ? kept.filled : {});
    say(isOld ? "上次的草稿已经放了" + DRAFT_DAYS + "天，删掉了。"
      : kept ? "已恢复" + draft.describe(kept.moment) + "的草稿。" : "");
  }

  keeps.addEventListener("change", function () {
    if (keeps.checked) {
      isUnsaved = true;
      say("草稿存在这个浏览器里。");
      keep();
    } else {
      draft.forget();
      isUnsaved = hasPeople(read());
      say("草稿已经从这台设备上删除。");
    }
  });

  // nothing written puts nothing aside: who taps twice loses nothing
  function keepAside(words) {
    const taken = read();
    if (hasPeople(taken)) {
      cleared = taken;
      undo.textContent = words;
    }
    undo.hidden = !cleared;
  }

  function startOver(words) {
    hasTried = false;
    block.value = "";
    output.hide();
    faults.show(read(), hasTried);
    say(words);
  }

  form.querySelector('[data-act="clear"]').addEventListener("click", function () {
    keepAside("恢复刚才清空的内容");
    draft.forget();
    keeps.checked = false;
    isUnsaved = false;
    put({});
    startOver("已清空，这台设备上没有草稿。");
  });

  undo.addEventListener("click", function () {
    const back = cleared;
    cleared = null;
    keepAside("换回清空以后填的内容");
    put(back);
    isUnsaved = true;
    keep();
    startOver("已恢复刚才清空的内容。");
    form.querySelector('[data-act="clear"]').focus();
  });

  // ---- now, and whenever something changes

  function catchUp() {
    timer = 0;
    facts.roles.forEach(function (role) {
      rows[role.key].show();
    });
    faults.show(read(), hasTried);
    keep();
  }

  function update() {
    isUnsaved = true;
    output.hide();
    clearTimeout(timer);
    timer = setTimeout(catchUp, PAUSE);
  }

  function handOver() {
    isUnsaved = false;
  }

  form.querySelector('[data-act="block"]').addEventListener("click", function () {
    const found = wenming.readPasted(block.value, facts, document.getElementById("field-role").value);
    addPeople(found);
    block.value = "";
    at("block-said").textContent = !found.length ? "没有看到人。一行写一个人，再点一次。"
      : "填进" + found.length + "位：" + facts.roles.map(function (role) {
        const number = found.filter(function (each) {
          return each.role === role.key;
        }).length;
        return number ? role.label + number + "位" : "";
      }).filter(Boolean).join("、") + "。请往下核对一遍。";
    update();
  });

  form.addEventListener("input", function (event) {
    if (event.target !== keeps && event.target !== block) {
      update();
    }
  });
  form.addEventListener("change", function (event) {
    if (event.target !== keeps && event.target !== block) {
      update();
    }
  });

  // a phone's "go" in the middle of the form is not the wish for a file
  form.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.matches("input:not([type=checkbox])")) {
      event.preventDefault();
    }
  });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    hasTried = true;
    clearTimeout(timer);
    catchUp();
    const filled = read();
    if (faults.show(filled, true).length) {
      output.hide();
      at("faults").focus({ preventScroll: true });
      at("faults").scrollIntoView();
      return;
    }
    output.show(filled);
  });

  draft.watch(function () {
    say("另一个窗口也在填。草稿只有一份，留下的是最后改的那个窗口的，请关掉一个。");
  });

  // a phone may end the page without another word
  window.addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", keep);
  window.addEventListener("beforeunload", function (event) {
    keep();
    if (isUnsaved && hasPeople(read())) {
      event.preventDefault();
      event.returnValue = ""; // older browsers ask only where it was given a value
    }
  });

  day.min = facts.earliest;
  day.max = today();
  at("wechat-first").hidden = !wenming.isInWechat;
  restore();
  document.querySelector('[data-place="plain"]').hidden = true;
  form.hidden = false;
})();
