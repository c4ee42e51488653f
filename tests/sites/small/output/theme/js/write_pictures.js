/* The list of pictures that belong to the text: each has a name by the rules, asks for
   its description, goes into the text at the cursor, and can be taken off again. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const NAME_LIMIT = 40;
  const SMALL = 320;

  function make(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text || "";
    return made;
  }

  // a description stands in square brackets on one line
  function cleanWords(text) {
    return wenming.text.cleanLine(text).replace(/\[/g, "【").replace(/\]/g, "】").replace(/[\\<>`]/g, "");
  }

  // place: elements input, list, said; facts: the page's; spell: pinyin of a text;
  // body: the text area with insert(text) and replace(one, other); tell: something changed
  wenming.makePictures = function (place, facts, spell, body, tell) {
    const pictures = [];
    let count = 0;

    function write(picture) {
      return "![" + picture.words + "](" + picture.name + ")";
    }

    function isTaken(name) {
      return pictures.some(function (picture) {
        return picture.name === name;
      });
    }

    // a draft that was restored names the picture already
    function findNamed(stem, ending) {
      const form = new RegExp("!\\[([^\\]\\n]*)\\]\\((\\d{4}-" + stem + "\\." + ending + ")\\)");
      const found = form.exec(body.read());
      return found && !isTaken(found[2]) ? { name: found[2], words: found[1] } : null;
    }

    // the day keeps two articles of one folder apart
    function name(file, ending, day) {
      const stem = spell(file.name.replace(/\.[^.]*$/, ""), NAME_LIMIT) || "picture";
      const named = findNamed(stem, ending);
      if (named) {
        return named;
      }
      const first = day.slice(5).replace("-", "") + "-" + stem;
      let found = first + "." + ending;
      for (let number = 2; isTaken(found); number += 1) {
        found = first + "-" + number + "." + ending;
      }
      return { name: found, words: "" };
    }

    function isUsed(picture) {
      return body.read().indexOf("](" + picture.name + ")") >= 0;
    }

    function makeButton(text, act) {
      const button = make("button", "form-button", text);
      button.type = "button";
      button.addEventListener("click", act);
      return button;
    }

    function remove(picture) {
      pictures.splice(pictures.indexOf(picture), 1);
      body.replace(write(picture), "");
      picture.item.remove();
      place.input.focus();
      tell();
    }

    function insert(picture) {
      if (!picture.words) {
        place.said.textContent = "先写说明：" + picture.name + "里有什么";
        picture.field.focus();
        return;
      }
      if (isUsed(picture)) {
        place.said.textContent = picture.name + "已经在正文里";
        return;
      }
      body.insert("\n\n" + write(picture) + "\n\n");
      place.said.textContent = picture.name + "已放进正文";
      tell();
    }

    function makeField(picture) {
      const id = "picture-" + (count += 1);
      const label = make("label", "form-label", "图里有什么");
      const field = make("input", "form-control");
      label.htmlFor = id;
      field.id = id;
      field.autocomplete = "off";
      field.value = picture.words;
      field.addEventListener("input", function () {
        const before = write(picture);
        picture.words = cleanWords(field.value);
        body.replace(before, write(picture));
        if (picture.shown) {
          picture.shown.setAttribute("aria-label", picture.words || picture.name);
        }
        tell();
      });
      picture.field = field;
      return [label, field];
    }

    function show(picture) {
      const item = picture.item = make("li", "pictures-item");
      const name = make("p", "pictures-name", picture.name);
      const acts = make("p", "pictures-acts");
      if (picture.drawn) {
        picture.shown = wenming.showPhoto(picture, SMALL, picture.name);
        item.appendChild(picture.shown);
      }
      item.appendChild(name);
      if (picture.remark) {
        item.appendChild(make("p", "form-hint", picture.remark));
      }
      acts.appendChild(makeButton("放进正文", function () {
        insert(picture);
      }));
      acts.appendChild(document.createTextNode(" "));
      acts.appendChild(makeButton("不要这张", function () {
        remove(picture);
      }));
      makeField(picture).concat(acts).forEach(function (part) {
        item.appendChild(part);
      });
      place.list.appendChild(item);
    }

    function add(file, day) {
      return wenming.readPhoto(file).then(function (photo) {
        const picture = Object.assign(photo, name(file, photo.ending, day));
        pictures.push(picture);
        show(picture);
        return "";
      }, function (fault) {
        return "“" + file.name + "”" + fault.message + "。";
      });
    }

    // one after the other: each is large while it is drawn
    function addAll(files, day) {
      const room = facts.counts.pictures - pictures.length;
      const faults = files.length > room ? ["最多" + facts.counts.pictures + "张，多出的没有收下。"] : [];
      place.said.textContent = "正在处理图片";
      return files.slice(0, room).reduce(function (before, file) {
        return before.then(function () {
          return add(file, day);
        }).then(function (fault) {
          faults.push(fault);
        });
      }, Promise.resolve()).then(function () {
        place.said.textContent = faults.join("")
          || "收下" + files.length + "张。写好说明，再放进正文。";
        tell();
      });
    }

    return {
      addAll: addAll,

      // returns what there was, for putBack
      takeAll: function () {
        place.list.textContent = "";
        return pictures.splice(0);
      },

      putBack: function (taken) {
        taken.forEach(function (picture) {
          pictures.push(picture);
          place.list.appendChild(picture.item);
        });
      },

      list: function () {
        return pictures.map(function (picture) {
          return Object.assign({}, picture, { isUsed: isUsed(picture) });
        });
      },
    };
  };
})();
