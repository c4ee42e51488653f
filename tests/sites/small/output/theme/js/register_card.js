/* A person's card on the page: made from the template, filled in, read, and what is wrong
   under each of its fields. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  let made = 0; // cards so far: fields of the whole page need names of their own

  // template: of a card; role: whose cards they are; facts: the page's
  wenming.makeCards = function (template, role, facts) {
    function fieldOf(card, key) {
      return card.querySelector('[data-key="' + key + '"] input');
    }

    function nameField(cell, card) {
      const id = card.id + "-" + cell.dataset.key;
      const field = cell.querySelector("input");
      field.id = id;
      field.setAttribute("aria-describedby", id + "-fault");
      cell.querySelector("label").htmlFor = id;
      cell.querySelector(".form-fault").id = id + "-fault";
    }

    function makeCard() {
      const card = document.importNode(template.content, true).firstElementChild;
      made += 1;
      card.id = "person-" + made;
      card.querySelectorAll("[data-key]").forEach(function (cell) {
        nameField(cell, card);
      });
      return card;
    }

    function fill(card, person) {
      card.querySelectorAll("[data-key]").forEach(function (cell) {
        const text = person[cell.dataset.key];
        const cleaned = wenming.roster.cleanCell(cell.dataset.key, typeof text === "string" ? text : "", facts);
        const isNumber = cell.dataset.key === "mobile" || cell.dataset.key === "wechat";
        cell.querySelector("input").value = isNumber ? wenming.roster.groupNumber(cleaned, facts) : cleaned;
        cell.dataset.left = cleaned;
      });
    }

    // as typed
    function takeCard(card) {
      const person = {};
      card.querySelectorAll("[data-key]").forEach(function (cell) {
        person[cell.dataset.key] = cell.querySelector("input").value;
      });
      return person;
    }

    function readCard(card) {
      const person = takeCard(card);
      Object.keys(person).forEach(function (key) {
        person[key] = wenming.roster.cleanCell(key, person[key], facts);
      });
      return person;
    }

    function nameCard(card, place) {
      const words = "第" + (place + 1) + "位";
      card.setAttribute("aria-label", role.label + words);
      card.querySelector('[data-part="place"]').textContent = words;
      card.querySelector('[data-act="remove"]').setAttribute("aria-label", "删去" + role.label + words);
      card.querySelector('[data-part="who"]').textContent = fieldOf(card, "name").value.trim();
    }

    function showFault(cell, fault) {
      const field = cell.querySelector("input");
      const place = cell.querySelector(".form-fault");
      const words = fault ? fault.words : "";
      if (place.textContent !== words) {
        place.textContent = words;
        place.hidden = !words;
        if (words) {
          field.setAttribute("aria-invalid", "true");
        } else {
          field.removeAttribute("aria-invalid");
        }
      }
    }

    return { make: makeCard, fill: fill, take: takeCard, read: readCard, name: nameCard,
      fieldOf: fieldOf, showFault: showFault };
  };
})();
