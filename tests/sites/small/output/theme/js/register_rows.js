/* The people of one role on the page: a card for each, read and filled together, with what
   is wrong under each field.  One empty card is always there to begin with. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  // part: the role's part of the page; role: as in the facts; template: of a card;
  // changed: what to do when anything is filled in, added or removed; others: what to do
  // with people of other roles that were pasted here
  wenming.makeRows = function (part, role, template, facts, changed, others) {
    const list = at("people");
    const cards = wenming.makeCards(template, role, facts);
    let removed = null;

    function at(name) {
      return part.querySelector('[data-part="' + name + '"]');
    }

    function act(name) {
      return part.querySelector('[data-act="' + name + '"]');
    }

    function all() {
      return Array.from(list.children);
    }

    function show() {
      all().forEach(cards.name);
      const number = read().filter(isFilled).length;
      at("number").textContent = number ? "已填" + number + "位。" : "";
    }

    function isFilled(person) {
      return !wenming.roster.isEmpty(person);
    }

    function read() {
      return all().map(cards.read);
    }

    function put(people) {
      const shown = document.createDocumentFragment();
      const number = Math.max(people.length, Number(part.dataset.rows));
      for (let place = 0; place < number; place += 1) {
        const card = cards.make();
        cards.fill(card, people[place] || {});
        shown.appendChild(card);
      }
      list.textContent = "";
      list.appendChild(shown);
      removed = null;
      act("back").hidden = true;
      at("said").textContent = "";
      show();
    }

    // behind the last one that was filled in; empty cards there are used first
    function addAll(people) {
      const filled = all().map(cards.take);
      while (filled.length && wenming.roster.isEmpty(filled[filled.length - 1])) {
        filled.pop();
      }
      put(filled.concat(people).slice(0, facts.rows_limit));
    }

    function remove(card) {
      const place = all().indexOf(card);
      const person = cards.take(card);
      removed = isFilled(person) ? { place: place, person: person } : null;
      card.remove();
      if (!list.children.length) {
        list.appendChild(cards.make());
      }
      show();
      const next = list.children[Math.min(place, list.children.length - 1)];
      cards.fieldOf(next, "name").focus();
      act("back").hidden = !removed;
      at("said").textContent = "已删去第" + (place + 1) + "位。";
      changed();
    }

    function putBack() {
      const card = cards.make();
      cards.fill(card, removed.person);
      list.insertBefore(card, list.children[removed.place] || null);
      show();
      removed = null;
      act("back").hidden = true;
      at("said").textContent = "已恢复。";
      cards.fieldOf(card, "name").focus();
      changed();
    }

    // people, or a part of what is known of each, laid over the cards from one on
    function layOver(first, people) {
      const known = all().map(cards.take);
      people.forEach(function (person, place) {
        const card = known[first + place] = known[first + place] || {};
        Object.keys(person).forEach(function (key) {
          card[key] = person[key] || card[key];
        });
      });
      put(known.slice(0, facts.rows_limit));
      at("said").textContent = "贴进" + people.length + "位。";
    }

    // cells from a field on, as a spreadsheet lays them
    function readBlock(text, key) {
      const keys = wenming.roster.listColumns(facts).map(function (column) {
        return column.key;
      });
      const begin = keys.indexOf(key);
      return wenming.readCells(text).map(function (cells) {
        const person = {};
        cells.slice(0, keys.length - begin).forEach(function (cell, place) {
          person[keys[begin + place]] = cell;
        });
        return person;
      });
    }

    // whole people where they are pasted as a name, else a block that begins at this field
    function paste(field, text) {
      const key = field.parentNode.dataset.key;
      const first = all().indexOf(field.closest(".register-person"));
      const found = key === "name" ? wenming.readPasted(text, facts, role.key) : [];
      const own = key !== "name" ? readBlock(text, key) : found.filter(function (each) {
        return each.role === role.key;
      }).map(function (each) {
        return each.person;
      });
      layOver(first, own);
      others(found.filter(function (each) {
        return each.role !== role.key;
      }));
      cards.fieldOf(list.children[first], key).focus();
      changed();
    }

    // ---- what is wrong

    // faults: of this role; isAsked: the file was asked for, and nothing may be missing.
    // Before that only what was left with something in it is spoken of.
    function showFaults(faults, isAsked) {
      const known = new Map();
      faults.forEach(function (fault) {
        known.set(fault.key ? fault.place + " " + fault.key : "", fault);
      });
      const own = known.get("");
      const words = own && (isAsked || own.kind === "many") ? own.words : "";
      at("fault").textContent = words;
      at("fault").hidden = !words;
      all().forEach(function (card, place) {
        card.querySelectorAll("[data-key]").forEach(function (cell) {
          const fault = known.get(place + " " + cell.dataset.key);
          const isTold = isAsked || (cell.dataset.left && fault && fault.kind !== "missing");
          cards.showFault(cell, isTold ? fault : null);
        });
      });
    }

    // where a fault is put right
    function targetOf(fault) {
      return cards.fieldOf(list.children[fault.place || 0], fault.key || "name");
    }

    list.addEventListener("change", function (event) {
      const card = event.target.closest(".register-person");
      cards.fill(card, cards.take(card));
    });
    list.addEventListener("paste", function (event) {
      const text = event.clipboardData ? event.clipboardData.getData("text") : "";
      if (/[\t\r\n]/.test(text.trim())) {
        event.preventDefault();
        paste(event.target, text);
      }
    });
    list.addEventListener("click", function (event) {
      if (event.target.dataset.act === "remove") {
        remove(event.target.closest(".register-person"));
      }
    });
    act("add").addEventListener("click", function () {
      list.appendChild(cards.make());
      show();
      at("said").textContent = "";
      cards.fieldOf(list.lastElementChild, "name").focus();
      changed();
    });
    act("back").addEventListener("click", putBack);
    return { read: read, put: put, addAll: addAll, show: show, showFaults: showFaults, targetOf: targetOf };
  };
})();
