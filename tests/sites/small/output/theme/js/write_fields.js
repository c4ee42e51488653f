/* The fields of the form: read and filled together, with counters, and with what one
   says to another: the place fills in the office, the column asks for an author. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const TEXTS = ["unit", "column", "office", "organization", "author", "title", "day", "summary", "tags",
    "body", "cover", "cover_alt", "source", "source_url", "name"];
  const TICKS = ["reprinted", "ai_generated", "evergreen"];
  const FAR = 1000;

  wenming.today = function () {
    return wenming.clock.nameDay(Date.now());
  };

  // form: the form; facts: the page's; spell: pinyin of a text
  wenming.makeFields = function (form, facts, spell) {
    const begun = Date.now();
    let isNamed = false;

    function get(name) {
      return form.elements.namedItem(name);
    }

    function at(place) {
      return form.querySelector('[data-place="' + place + '"]');
    }

    function fieldOf(name) {
      return form.querySelector('[data-field="' + name + '"]');
    }

    function findChosen(name) {
      return facts[name + "s"].filter(function (each) {
        return each.slug === get(name).value;
      })[0];
    }

    function fillChoices(select, names, empty) {
      const chosen = select.value;
      select.textContent = "";
      [""].concat(names).forEach(function (name) {
        select.add(new Option(name || empty, name, false, name === chosen));
      });
    }

    // the organizations that may write for the column, here and on the day
    function listOrganizations(unit, column) {
      return column && column.by_organization && unit ? facts.organizations.filter(function (each) {
        return each.kind === column.title && (unit.is_city || each.unit === unit.slug)
          && (!each.until || get("day").value < each.until);
      }).map(function (each) {
        return each.name;
      }) : [];
    }

    function showOffice(unit, column) {
      const listed = listOrganizations(unit, column);
      const isListed = listed.length > 0;
      get("organization").hidden = !isListed;
      get("office").hidden = isListed;
      fieldOf("office").querySelector("label").htmlFor = isListed ? "field-organization" : "field-office";
      fillChoices(get("organization"), listed, "请选择单位");
    }

    function describeColumn(unit, column) {
      const isUnlisted = column && column.by_organization && unit && !listOrganizations(unit, column).length;
      return !column ? ""
        : column.description
          + (column.is_signed ? "这个栏目要署名。" : "")
          + (isUnlisted ? "单位名单里还没有" + unit.name + "的单位，请先和市级编辑联系。" : "");
    }

    function showColumn() {
      const unit = findChosen("unit");
      const column = findChosen("column");
      const author = fieldOf("author").querySelector("label");
      author.textContent = column && column.is_signed ? "作者" : "作者（可不填）";
      at("column-said").textContent = describeColumn(unit, column);
      showOffice(unit, column);
    }

    // an office that was typed by hand stays
    function fillOffice() {
      const unit = findChosen("unit");
      const isOwn = facts.units.every(function (each) {
        return each.office !== get("office").value.trim();
      });
      if (unit && (!get("office").value.trim() || !isOwn)) {
        get("office").value = unit.office;
      }
    }

    function fillName() {
      if (!isNamed) {
        get("name").value = spell(get("title").value, facts.limits.name)
          || (get("column").value || "article") + "-" + wenming.clock.nameTime(begun).replace(":", "");
      }
    }

    function showCount(counter) {
      const name = counter.dataset.count;
      const limit = Number(counter.dataset.limit);
      const typed = get(name).value;
      const length = wenming.text.count(name === "body" ? wenming.cleanBody(typed) : typed.trim());
      const isLong = name === "title" && length > facts.counts.title_advice;
      // a limit that nobody comes near is no help
      counter.textContent = length + (limit > FAR && length < limit ? "个字" : "/" + limit)
        + (length > limit ? "，多了" + (length - limit) + "个字"
          : isLong ? "，超过" + facts.counts.title_advice + "个字在微信列表里会被截断" : "");
      counter.dataset.state = length > limit ? "over" : isLong ? "long" : "";
      counter.hidden = get(name).hidden;
    }

    function showPath() {
      const place = locate(read());
      at("path").textContent = place ? "放在 " + place.folder + "/" + place.file : "";
    }

    function show() {
      showColumn();
      fillName();
      at("source").hidden = !get("reprinted").checked;
      form.querySelectorAll("[data-count]").forEach(showCount);
      showPath();
    }

    // what stands in the fields, as typed
    function take() {
      const filled = {};
      TEXTS.forEach(function (name) {
        filled[name] = get(name).value;
      });
      TICKS.forEach(function (name) {
        filled[name] = get(name).checked;
      });
      return Object.assign(filled, { isNamed: isNamed });
    }

    function put(filled) {
      isNamed = Boolean(filled.isNamed);
      TICKS.forEach(function (name) {
        get(name).checked = filled[name] === true;
      });
      TEXTS.forEach(function (name) {
        get(name).value = typeof filled[name] === "string" ? filled[name] : "";
      });
      get("day").value = get("day").value || wenming.today();
      show();
      // its choices came with the column
      get("organization").value = typeof filled.organization === "string" ? filled.organization : "";
    }

    // what the file will say: lines made clean, the body as it will read
    function read() {
      const filled = take();
      TEXTS.forEach(function (name) {
        filled[name] = name === "body" ? wenming.cleanBody(filled.body) : wenming.text.cleanLine(filled[name]);
      });
      if (!get("organization").hidden) {
        filled.office = filled.organization;
      }
      if (!filled.reprinted) {
        filled.source = filled.source_url = "";
      }
      if (!filled.cover) {
        filled.cover_alt = "";
      }
      return Object.assign(filled, { today: wenming.today() });
    }

    function locate(filled) {
      const hasAll = filled.unit && filled.day && filled.name;
      return hasAll ? {
        folder: facts.folder + "/" + filled.unit + "/" + filled.day.slice(0, 4),
        file: filled.day + "-" + filled.name + ".md",
      } : null;
    }

    function compose(filled) {
      const column = findChosen("column");
      return wenming.text.composeFile(facts.keys, {
        title: filled.title, date: filled.day, column: column.title, office: filled.office,
        author: filled.author, summary: filled.summary, tags: filled.tags,
        source: filled.source, source_url: filled.source_url,
        cover: filled.cover, cover_alt: filled.cover_alt,
        ai_generated: filled.ai_generated ? facts.yes : facts.no,
        evergreen: filled.evergreen ? facts.yes : "",
      }, filled.body);
    }

    // a phone's "go" in the middle of the form is not the wish for a file
    form.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && event.target.matches("input:not([type=file]):not([type=checkbox])")) {
        event.preventDefault();
      }
    });
    get("day").min = facts.earliest;
    get("day").max = wenming.today();
    get("unit").addEventListener("change", fillOffice);
    get("name").addEventListener("input", function () {
      isNamed = Boolean(get("name").value);
    });
    return { take, put, read, show, locate, compose, get, at, fieldOf, fillChoices };
  };
})();
