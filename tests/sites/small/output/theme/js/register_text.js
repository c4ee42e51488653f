/* What stands in the registration form as lines of one table, and that table as a sheet,
   as lists for other programs, and as counts.  Pure: what was filled in and the page's
   facts in, texts out.

   filled: {unit, day, people}; people: by the key of a role, a list of persons; a person:
   texts by the key of a column */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const BEGINNINGS = /^[=+\-@]/; // a spreadsheet takes what follows for a formula (OWASP, "CSV Injection")
  const WIDE = 2; // a Chinese character has the width of two digits, in which columns are measured
  const LINE = 16; // points
  const GAP = 6;
  const HEAD_LINE = 5; // of the columns' names, counted from 0
  const WIDTHS = { role: 9, name: 12, unit: 24, mobile: 17, wechat: 20, blog: 27, microblog: 27 };

  // ---- one cell

  // as the check reads it (plugins/registration/form.py, Fault)
  function cleanNumber(text, facts) {
    return text.normalize("NFKC").replace(new RegExp(facts.patterns.gap, "g"), "")
      .replace(new RegExp(facts.patterns.country), "");
  }

  function cleanCell(key, text, facts) {
    const line = wenming.text.cleanLine(text);
    if (key !== "mobile" && key !== "wechat") {
      return line;
    }
    const number = cleanNumber(line, facts);
    const isMobile = new RegExp(facts.patterns.mobile).test(number);
    return isMobile ? number : line.normalize("NFKC").trim();
  }

  // a mobile apart, such as 139 0000 0000; everything else as it is
  function groupNumber(text, facts) {
    return new RegExp(facts.patterns.mobile).test(text)
      ? text.slice(0, 3) + " " + text.slice(3, 7) + " " + text.slice(7) : text;
  }

  function isEmpty(person) {
    return Object.keys(person).every(function (key) {
      return !person[key];
    });
  }

  // ---- all lines

  function listColumns(facts) {
    return facts.columns.filter(function (column) {
      return column.key !== "role";
    });
  }

  // the people of a role, those that nothing was written of left out
  function listPeople(filled, role) {
    return (filled.people[role.key] || []).filter(function (person) {
      return !isEmpty(person);
    });
  }

  function listRows(filled, facts) {
    return [].concat.apply([], facts.roles.map(function (role) {
      return listPeople(filled, role).map(function (person) {
        return [role.label].concat(listColumns(facts).map(function (column) {
          return person[column.key] || "";
        }));
      });
    }));
  }

  function nameUnit(filled, facts) {
    return facts.units.filter(function (unit) {
      return unit.slug === filled.unit;
    })[0].name;
  }

  function listLines(filled, facts) {
    const labels = facts.columns.map(function (column) {
      return column.label;
    });
    const about = facts.sheet;
    return [[about.title], [about.unit, nameUnit(filled, facts)], [about.day, filled.day], [about.note], [], labels]
      .concat(listRows(filled, facts));
  }

  // ---- as files

  // the tallest cell decides; readers do not all find the height by themselves
  function findHeight(cells, facts) {
    const lines = cells.map(function (text, place) {
      return Math.ceil(wenming.text.count(text) * WIDE / WIDTHS[facts.columns[place].key]) || 1;
    });
    return (Math.max.apply(null, lines) + 0.5) * LINE;
  }

  // as the blank sheet is laid out (plugins/registration/blank_sheet.py)
  function composeSheet(filled, facts) {
    const looks = ["title", "plain", "plain", "plain", "plain", "head"];
    return {
      name: facts.sheet.name,
      head: HEAD_LINE,
      footer: "&L" + facts.sheet.stamp + "：&C" + facts.sheet.writer + "：&R第 &P 页，共 &N 页",
      widths: facts.columns.map(function (column) {
        return WIDTHS[column.key];
      }),
      lines: listLines(filled, facts).map(function (cells, place) {
        const look = looks[place] || "cell";
        const height = { cell: findHeight(cells, facts), title: 2 * LINE }[look] || 1.5 * LINE;
        return { look: look, cells: cells, isWide: cells.length === 1, height: cells.length ? height : GAP };
      }),
    };
  }

  function guard(text) {
    return BEGINNINGS.test(text) ? "'" + text : text;
  }

  function quote(text) {
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  // RFC 4180, behind the mark by which Excel knows UTF-8
  function composeCsv(filled, facts) {
    return "\ufeff" + listLines(filled, facts).map(function (cells) {
      return cells.map(guard).map(quote).join(",") + "\r\n";
    }).join("");
  }

  // as a block of cells is copied: what was cleaned holds no tabulator
  function composeBlock(filled, facts) {
    return listLines(filled, facts).slice(HEAD_LINE).map(function (cells) {
      return cells.map(guard).join("\t");
    }).join("\n");
  }

  // the line for data/teams.csv
  function composeCounts(filled, facts) {
    return [filled.unit, filled.day].concat(facts.roles.map(function (role) {
      return listPeople(filled, role).length;
    })).join(",");
  }

  function nameFile(filled, facts, ending) {
    return facts.sheet.name + "-" + nameUnit(filled, facts) + "-" + filled.day + ending;
  }

  wenming.roster = { cleanCell, cleanNumber, groupNumber, isEmpty, listColumns, listPeople, nameUnit,
    composeSheet, composeCsv, composeBlock, composeCounts, nameFile };
})();
