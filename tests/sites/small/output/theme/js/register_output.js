/* The finished registration and its ways out: saved as a sheet, printed, copied; and the
   line of counts.  When anything changes all of it leaves the page again. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  // section: the part of the page; sheet: what is printed; facts: the page's; handedOver:
  // what to do when the registration was saved, copied or printed
  wenming.makeRegisterOutput = function (section, sheet, facts, handedOver) {
    const files = wenming.makeFiles(say);
    const table = sheet.querySelector("table");

    function at(place) {
      return (section.querySelector('[data-place="' + place + '"]') || sheet.querySelector('[data-place="' + place + '"]'));
    }

    function say(words) {
      at("output-said").textContent = words;
    }

    function makeButton(words, act) {
      const button = document.createElement("button");
      button.className = "form-button";
      button.type = "button";
      button.textContent = words;
      button.addEventListener("click", function () {
        act(button);
      });
      return button;
    }

    // shown: where the text stands on the page; said: where to say what became of it
    function makeCopy(words, text, shown, said, done) {
      return makeButton(words, function (button) {
        said.textContent = "";
        wenming.copyText(text, button).then(function () {
          said.textContent = done;
        }, function () {
          said.textContent = "没能自动复制。文字已经选中，请长按复制，电脑上按 Ctrl+C";
          wenming.selectText(shown);
        });
      });
    }

    function offerFile(data, kind, ending, filled, words) {
      const link = files.offer(new Blob([data], { type: kind }), wenming.roster.nameFile(filled, facts, ending), words);
      link.addEventListener("click", handedOver);
      return link;
    }

    function listWays(filled) {
      const block = wenming.roster.composeBlock(filled, facts);
      const copy = makeCopy("复制全表", block, at("output-text"), at("output-said"), "全表已复制，里面有个人信息，不要粘贴到群里");
      copy.addEventListener("click", handedOver);
      at("output-text").textContent = block;
      if (wenming.isInWechat) {
        copy.dataset.kind = "main";
        return [copy];
      }
      const bytes = wenming.makeSheet(wenming.roster.composeSheet(filled, facts));
      const saved = offerFile(bytes, XLSX, ".xlsx", filled, "下载表格");
      saved.dataset.kind = "main";
      return [saved,
        offerFile(wenming.roster.composeCsv(filled, facts), "text/csv;charset=utf-8", ".csv", filled, "下载CSV"),
        makeButton("打印", function () {
          handedOver();
          window.print();
        }), copy];
    }

    // ---- on paper

    function makeCell(tag, text) {
      const cell = document.createElement(tag);
      cell.textContent = text;
      return cell;
    }

    function makeRow(person, place) {
      const row = document.createElement("tr");
      row.appendChild(makeCell("td", String(place + 1)));
      wenming.roster.listColumns(facts).forEach(function (column) {
        row.appendChild(makeCell("td", wenming.roster.groupNumber(person[column.key] || "", facts)));
      });
      return row;
    }

    function makeGroup(filled, role) {
      const people = wenming.roster.listPeople(filled, role);
      const group = document.createElement("tbody");
      const head = document.createElement("tr");
      const name = makeCell("th", role.label + "（" + people.length + "人）");
      name.colSpan = facts.columns.length; // the number stands in the place of the role
      name.scope = "rowgroup";
      name.className = "register-group";
      head.appendChild(name);
      group.appendChild(head);
      people.forEach(function (person, place) {
        group.appendChild(makeRow(person, place));
      });
      return group;
    }

    function clearPaper() {
      table.querySelectorAll("tbody").forEach(function (group) {
        group.remove();
      });
      sheet.hidden = true;
      delete document.documentElement.dataset.prints;
    }

    function layPaper(filled) {
      at("sheet-unit").textContent = wenming.roster.nameUnit(filled, facts);
      at("sheet-day").textContent = filled.day;
      facts.roles.forEach(function (role) {
        if (wenming.roster.listPeople(filled, role).length) {
          table.appendChild(makeGroup(filled, role));
        }
      });
      sheet.hidden = false;
      document.documentElement.dataset.prints = "sheet";
    }

    function hide() {
      section.hidden = true;
      files.forget();
      ["ways", "counts-ways", "output-text", "counts", "output-said", "counts-said"].forEach(function (place) {
        at(place).textContent = "";
      });
      clearPaper();
    }

    function show(filled) {
      hide();
      const counts = wenming.roster.composeCounts(filled, facts);
      listWays(filled).forEach(function (way) {
        at("ways").appendChild(way);
      });
      at("counts").textContent = counts;
      at("counts-ways").appendChild(
        makeCopy("复制这一行", counts, at("counts"), at("counts-said"), "这一行已复制，可以去粘贴了"));
      at("wechat").hidden = !wenming.isInWechat;
      layPaper(filled);
      section.hidden = false;
      section.focus({ preventScroll: true });
      section.scrollIntoView();
    }

    return { show: show, hide: hide };
  };
})();
