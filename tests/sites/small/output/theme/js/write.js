/* The writing form: puts its parts together.  Everything stays on the device: nothing is
   sent, and only the draft is kept. */
(function () {
  "use strict";

  const wenming = window.wenming;
  const PAUSE = 300; // milliseconds after the last key before the page catches up
  const EXCERPT = 14;

  const form = document.querySelector('[data-place="form"]');
  const facts = JSON.parse(document.getElementById("form-data").textContent);
  const spell = wenming.text.makeNamer(facts);
  const fields = wenming.makeFields(form, facts, spell);
  const at = fields.at;
  const output = wenming.makeOutput(document.querySelector('[data-place="output"]'), facts);
  const body = wenming.makeBody(fields.get("body"), at("tools"));
  const pictures = wenming.makePictures(
    { input: document.getElementById("field-pictures"), list: at("pictures"), said: at("pictures-said") },
    facts, spell, body, update);
  const cover = wenming.makeCover(fields);
  const draft = wenming.makeDraft("draft");
  const clear = form.querySelector('[data-act="clear"]');
  const undo = form.querySelector('[data-act="undo"]');

  let hasTried = false;
  let timer = 0;
  let isChanged = false;
  let cleared = null;

  function read() {
    return Object.assign(fields.read(), { pictures: pictures.list() });
  }

  // ---- what is missing

  function targetOf(name) {
    const isListed = name === "office" && !fields.get("organization").hidden;
    return document.getElementById("field-" + (isListed ? "organization" : name));
  }

  function showFault(place, faults) {
    const fault = faults.filter(function (each) {
      return each.name === place.dataset.fault;
    })[0];
    place.hidden = !fault;
    place.textContent = fault ? fault.words : "";
    const target = targetOf(place.dataset.fault);
    if (fault) {
      target.setAttribute("aria-invalid", "true");
    } else {
      target.removeAttribute("aria-invalid");
    }
  }

  function listFault(fault) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.className = "faults-link";
    link.href = "#" + targetOf(fault.name).id;
    link.textContent = fault.words;
    link.addEventListener("click", function (event) {
      event.preventDefault();
      targetOf(fault.name).focus();
      fields.fieldOf(fault.name).scrollIntoView();
    });
    item.appendChild(link);
    at("faults-list").appendChild(item);
  }

  function showFaults() {
    const faults = wenming.findFaults(read(), facts);
    form.querySelectorAll("[data-fault]").forEach(function (place) {
      showFault(place, faults);
    });
    at("faults-list").textContent = "";
    faults.forEach(listFault);
    at("faults").hidden = !faults.length;
    return faults;
  }

  // ---- how it will read

  function showHints(source) {
    const lines = source.split("\n");
    const shown = document.createDocumentFragment();
    wenming.findHints(source, facts.allowed).forEach(function (hint) {
      const line = (lines[hint.line - 1] || "").trim();
      const note = document.createElement("p");
      note.className = "note";
      note.textContent = (line ? "“" + Array.from(line).slice(0, EXCERPT).join("")
        + (line.length > EXCERPT ? "…" : "") + "”：" : "") + hint.words;
      shown.appendChild(note);
    });
    // the same once more would be read aloud at every pause
    if (shown.textContent !== at("hints").textContent) {
      at("hints").textContent = "";
      at("hints").appendChild(shown);
    }
  }

  // the preview writes the name of a picture that it has no address for
  function showPictures(list) {
    at("preview").querySelectorAll(".preview-picture").forEach(function (named) {
      const picture = list.filter(function (each) {
        return each.drawn && named.textContent.indexOf("图片 " + each.name + "：") === 0;
      })[0];
      if (picture) {
        named.replaceWith(wenming.showPhoto(picture, picture.drawn.width, picture.words || picture.name));
      }
    });
  }

  function showPreview(filled) {
    at("preview-title").textContent = filled.title;
    at("preview-empty").hidden = Boolean(filled.body);
    at("preview-box").hidden = !filled.body;
    wenming.showMarkdown(filled.body, at("preview"), {});
    showPictures(filled.pictures);
    showHints(filled.body);
  }

  // ---- the draft

  function say(words) {
    at("draft-said").textContent = words;
  }

  function keep() {
    if (isChanged) {
      isChanged = false;
      draft.keep(fields.take(), Date.now());
    }
  }

  function restore() {
    const kept = draft.recall();
    fields.put(kept ? kept.filled : {});
    say(kept ? "已恢复" + draft.describe(Number(kept.moment) || 0) + "的草稿。图片没有存，要重选。"
      : draft.isRefused() ? "这个浏览器不让存草稿，离开本页以前请先复制或下载。"
        : "草稿自动存在这台设备上，只存文字。");
  }

  // nothing written puts nothing aside: who taps twice loses nothing
  function keepAside(words) {
    const taken = { filled: fields.take(), pictures: pictures.takeAll() };
    if (taken.filled.title || taken.filled.body || taken.filled.summary || taken.pictures.length) {
      cleared = taken;
      undo.textContent = words;
    }
    undo.hidden = !cleared;
  }

  clear.addEventListener("click", function () {
    keepAside("恢复刚才清除的内容");
    draft.forget();
    isChanged = false;
    fields.put({});
    startOver("草稿已清除。");
  });

  undo.addEventListener("click", function () {
    const back = cleared;
    cleared = null;
    keepAside("换回清除以后写的内容");
    pictures.putBack(back.pictures);
    fields.put(back.filled);
    isChanged = true;
    keep();
    startOver("已恢复刚才清除的内容。");
    clear.focus();
  });

  function startOver(words) {
    hasTried = false;
    at("faults").hidden = true;
    form.querySelectorAll("[data-fault]").forEach(function (place) {
      showFault(place, []);
    });
    output.hide();
    cover.show(pictures.list());
    showPreview(read());
    say(words);
  }

  // ---- now, and whenever something changes

  function catchUp() {
    timer = 0;
    showPreview(read());
    keep();
  }

  function update() {
    isChanged = true;
    output.hide();
    fields.show();
    cover.show(pictures.list());
    if (hasTried) {
      showFaults();
    }
    clearTimeout(timer);
    timer = setTimeout(catchUp, PAUSE);
  }

  form.addEventListener("input", update);
  form.addEventListener("change", update);
  document.getElementById("field-pictures").addEventListener("change", function (event) {
    const files = Array.from(event.target.files);
    event.target.value = ""; // the same file may be chosen again
    pictures.addAll(files, fields.get("day").value || wenming.today());
  });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    hasTried = true;
    if (showFaults().length) {
      output.hide();
      at("faults").focus({ preventScroll: true });
      at("faults").scrollIntoView();
      return;
    }
    catchUp();
    const filled = read();
    const isSent = function (picture) {
      return picture.isUsed || picture.name === filled.cover;
    };
    const sent = filled.pictures.filter(isSent);
    const left = filled.pictures.filter(function (picture) {
      return !isSent(picture);
    });
    output.show(fields.locate(filled), fields.compose(filled), { sent: sent, left: left },
      wenming.findMissing(filled.body, sent), at("hints").children.length);
  });

  draft.watch(function () {
    say("另一个窗口也在写。草稿只有一份，留下的是最后改的那个窗口的，请关掉一个。");
  });

  // a phone may end the page without another word
  window.addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", keep);

  at("wechat-first").hidden = !wenming.isInWechat;
  restore();
  cover.show([]);
  showPreview(read());
  document.querySelector('[data-place="plain"]').hidden = true;
  form.hidden = false;
})();
