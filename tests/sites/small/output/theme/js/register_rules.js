/* What is wrong with a registration, told all at once: the faults that the check of a
   returned sheet would find (plugins/registration/form.py, Fault), by the same limits.
   Pure: what was filled in, cleaned, and the page's facts in, sentences out. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const DAY = /^\d{4}-\d{2}-\d{2}$/;
  const NO_NAME = /[0-9@]|:\/\//;

  const WORDS = {
    name: "姓名里有数字或符号，像是别的一栏的内容",
    mobile: "手机号码要11位数字，以13到19开头",
    wechat: "微信号以字母开头，6到20位，只有字母、数字、下划线和减号；不是昵称",
    link: "网址不完整，从地址栏里整个复制，或者只写名称",
  };

  function isMobile(text, facts) {
    return new RegExp(facts.patterns.mobile).test(text);
  }

  const STRANGE = {
    name: function (text) {
      return NO_NAME.test(text.normalize("NFKC")) ? "name" : "";
    },
    mobile: function (text, facts) {
      return isMobile(text, facts) ? "" : "mobile";
    },
    wechat: function (text, facts) {
      return isMobile(text, facts) || new RegExp(facts.patterns.wechat).test(text) ? "" : "wechat";
    },
    blog: function (text, facts) {
      return text.indexOf("://") >= 0 && !new RegExp(facts.patterns.link).test(text) ? "link" : "";
    },
  };
  STRANGE.microblog = STRANGE.blog;

  function judgeCell(column, text, facts) {
    if (!text) {
      return column.is_required ? { kind: "missing", words: "写上" + column.label } : null;
    }
    const length = wenming.text.count(text);
    if (length > column.limit) {
      return { kind: "long", words: column.label + "有" + length + "个字，最多" + column.limit + "个字" };
    }
    const kind = STRANGE[column.key] ? STRANGE[column.key](text, facts) : "";
    return kind ? { kind: kind, words: WORDS[kind] } : null;
  }

  // one person may have two roles, and then stands on two lines
  function judgeRepeated(person, role, seen, facts) {
    const before = (seen.get(person.mobile) || []).filter(function (each) {
      return each.role === role || each.name !== person.name;
    })[0];
    return isMobile(person.mobile, facts) && before
      ? { kind: "repeated", words: "和" + before.role.label + "第" + (before.place + 1) + "位的手机号码一样" } : null;
  }

  function remember(person, role, place, seen) {
    const known = seen.get(person.mobile) || [];
    seen.set(person.mobile, known.concat({ role: role, place: place, name: person.name }));
  }

  function judgePerson(person, role, place, seen, facts) {
    const faults = wenming.roster.listColumns(facts).map(function (column) {
      const fault = judgeCell(column, person[column.key], facts)
        || (column.key === "mobile" ? judgeRepeated(person, role, seen, facts) : null);
      return fault && Object.assign({ role: role.key, place: place, key: column.key }, fault);
    });
    remember(person, role, place, seen);
    return faults.filter(Boolean);
  }

  function judgeNumber(role, number) {
    const few = number < role.fewest;
    const many = role.most && number > role.most;
    const wanted = role.most ? role.label + "要填" + role.fewest + "到" + role.most + "位" : role.label + "至少填" + role.fewest + "位";
    return few || many ? [{ role: role.key, kind: few ? "few" : "many",
      words: wanted + (number ? "，现在有" + number + "位" : "，还没有填") }] : [];
  }

  // in the order of the page; lines that nothing was written on are no people
  wenming.judgePeople = function (filled, facts) {
    const seen = new Map();
    return [].concat.apply([], facts.roles.map(function (role) {
      const found = (filled.people[role.key] || []).map(function (person, place) {
        return wenming.roster.isEmpty(person) ? [] : judgePerson(person, role, place, seen, facts);
      });
      return [].concat.apply(judgeNumber(role, wenming.roster.listPeople(filled, role).length), found);
    }));
  };

  function judgeDay(filled, facts) {
    return !DAY.test(filled.day) ? "选填报日期"
      : filled.day > filled.today ? "填报日期晚于今天，选今天或以前的日子"
        : filled.day < facts.earliest ? "填报日期早于" + facts.earliest.slice(0, 4) + "年，改正年份" : "";
  }

  wenming.judgeRegistration = function (filled, facts) {
    const words = { unit: filled.unit ? "" : "选填报单位", day: judgeDay(filled, facts) };
    return ["unit", "day"].filter(function (name) {
      return words[name];
    }).map(function (name) {
      return { name: name, words: words[name] };
    }).concat(wenming.judgePeople(filled, facts));
  };
})();
