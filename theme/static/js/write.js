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
    at("hints").textContent = "";
    wenming.findHints(source, facts.allowed).forEach(function (hint) {
      const line = (lines[hint.line - 1] || "").trim();
      const shown = document.createElement("p");
      shown.className = "note";
      shown.textContent = (line ? "“" + Array.from(line).slice(0, EXCERPT).join("")
        + (line.length > EXCERPT ? "…" : "") + "”：" : "") + hint.words;
      at("hints").appendChild(shown);
    });
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

  function showCovers(list) {
    const chosen = fields.get("cover").value;
    fields.fillChoices(fields.get("cover"), list.map(function (picture) {
      return picture.name;
    }), "不用题图");
    at("cover").hidden = !list.length;
    if (fields.get("cover").value !== chosen) {
      fields.get("cover").value = "";
    }
    fields.fieldOf("cover_alt").hidden = !fields.get("cover").value;
  }

  // ---- the draft

  function describeMoment(moment) {
    return wenming.clock.describeDay(wenming.clock.nameDay(moment)) + " " + wenming.clock.nameTime(moment);
  }

  function say(words) {
    at("draft-said").textContent = words;
  }

  function keep() {
    if (isChanged) {
      isChanged = false;
      wenming.draft.keep(fields.take(), Date.now());
    }
  }

  function restore() {
    const kept = wenming.draft.recall();
    fields.put(kept ? kept.filled : {});
    say(kept ? "已恢复" + describeMoment(Number(kept.moment) || 0) + "的草稿。图片没有存，要重选。"
      : wenming.draft.isRefused() ? "这个浏览器不让存草稿，离开本页以前请先复制或下载。"
        : "草稿自动存在这台设备上，只存文字。");
  }

  clear.addEventListener("click", function () {
    cleared = { filled: fields.take(), pictures: pictures.takeAll() };
    wenming.draft.forget();
    isChanged = false;
    fields.put({});
    startOver("草稿已清除。");
    undo.hidden = false;
  });

  undo.addEventListener("click", function () {
    pictures.putBack(cleared.pictures);
    fields.put(cleared.filled);
    isChanged = true;
    keep();
    startOver("已恢复刚才清除的内容。");
    undo.hidden = true;
    clear.focus();
  });

  function startOver(words) {
    hasTried = false;
    at("faults").hidden = true;
    form.querySelectorAll("[data-fault]").forEach(function (place) {
      showFault(place, []);
    });
    output.hide();
    showCovers(pictures.list());
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
    showCovers(pictures.list());
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
    const sent = filled.pictures.filter(function (picture) {
      return picture.isUsed || picture.name === filled.cover;
    });
    const missing = (filled.body.match(/!\[[^\]\n]*\]\([^()\s]+\)/g) || []).map(function (written) {
      return written.replace(/^.*\(|\)$/g, "");
    }).filter(function (name) {
      return sent.every(function (picture) {
        return picture.name !== name;
      });
    });
    output.show(fields.locate(filled), fields.compose(filled), sent, missing,
      at("hints").children.length);
  });

  // a phone may end the page without another word
  window.addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", keep);

  restore();
  showCovers([]);
  showPreview(read());
  document.querySelector('[data-place="plain"]').hidden = true;
  form.hidden = false;
})();
