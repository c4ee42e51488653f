/* What is still missing, told all at once: the errors that the check would find, by the
   same limits.  Pure: what was filled in and the page's facts in, sentences out. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const LETTER = /[0-9A-Za-z\u00c0-\u024f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ud800-\udbff]/;
  const ADDRESS = /^https?:\/\/[^\s/?#@"<>\\^`{|}“”]+(?:[/?#][^\s"<>\\^`{|}“”]*)?$/i;
  const TAG = /^[\w·\-+ \u00c0-\u024f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+$/;

  function splitTags(text) {
    const tags = text.split(/[，,、；;]/).map(function (tag) {
      return tag.trim().replace(/^[#＃]+/, "");
    });
    return tags.filter(function (tag, place) {
      return tag && tags.indexOf(tag) === place;
    });
  }

  function tooLong(filled, facts, name, label) {
    const length = wenming.text.count(filled[name]);
    const limit = facts.limits[name];
    return length > limit ? label + "有" + length + "个字，最多" + limit + "个字" : "";
  }

  const RULES = {
    unit: function (filled) {
      return filled.unit ? "" : "选所在地";
    },
    column: function (filled) {
      return filled.column ? "" : "选栏目";
    },
    office: function (filled, facts, unit) {
      const other = !unit || unit.is_city || unit.names.indexOf(filled.office) >= 0 ? null
        : facts.units.filter(function (each) {
          return each.names.indexOf(filled.office) >= 0;
        })[0];
      return !LETTER.test(filled.office) ? "写上送来稿件的单位"
        : other ? "供稿写的是" + filled.office + "，所在地选的是" + unit.name + "，改成一致的"
          : tooLong(filled, facts, "office", "供稿");
    },
    author: function (filled, facts, unit, column) {
      return column && column.is_signed && !filled.author
        ? "“" + column.title + "”要署名，写上作者的名字或笔名"
        : tooLong(filled, facts, "author", "作者");
    },
    title: function (filled, facts) {
      return !LETTER.test(filled.title) ? "写上标题" : tooLong(filled, facts, "title", "标题");
    },
    day: function (filled, facts, unit) {
      return !/^\d{4}-\d{2}-\d{2}$/.test(filled.day) ? "选一个日期"
        : filled.day > filled.today ? "日期晚于今天，选今天或以前的日子"
          : filled.day < facts.earliest ? "日期早于" + facts.earliest.slice(0, 4) + "年，改正年份"
            : unit && filled.day < unit.since ? "那一天还没有" + unit.name + "，改正日期或所在地" : "";
    },
    summary: function (filled, facts) {
      return tooLong(filled, facts, "summary", "摘要");
    },
    tags: function (filled, facts) {
      const tags = splitTags(filled.tags);
      const long = tags.filter(function (tag) {
        return wenming.text.count(tag) > facts.counts.tag;
      })[0];
      const strange = tags.filter(function (tag) {
        return !TAG.test(tag);
      })[0];
      return tags.length > facts.counts.tags ? "标签有" + tags.length + "个，最多" + facts.counts.tags + "个"
        : long ? "标签“" + long + "”太长，最多" + facts.counts.tag + "个字"
          : strange ? "标签“" + strange + "”里只能有汉字、字母和数字" : "";
    },
    body: function (filled, facts) {
      return !LETTER.test(filled.body) ? "写上正文" : tooLong(filled, facts, "body", "正文");
    },
    pictures: function (filled, facts) {
      const bare = filled.pictures.filter(function (picture) {
        return picture.isUsed && !LETTER.test(picture.words);
      })[0];
      const long = filled.pictures.filter(function (picture) {
        return wenming.text.count(picture.words) > facts.limits.picture_alt;
      })[0];
      return bare ? "给图片“" + bare.name + "”写上说明"
        : long ? "图片“" + long.name + "”的说明太长，最多" + facts.limits.picture_alt + "个字" : "";
    },
    cover: function (filled, facts) {
      const chosen = filled.pictures.filter(function (picture) {
        return picture.name === filled.cover;
      })[0];
      const hasRoom = !chosen || !chosen.width || (
        chosen.height <= chosen.width * facts.counts.tallest
        && chosen.width <= chosen.height * facts.counts.widest);
      return hasRoom ? "" : "这张图太长或太宽，列表上放不下，换一张横图";
    },
    cover_alt: function (filled, facts) {
      return filled.cover && !LETTER.test(filled.cover_alt) ? "写上题图里有什么"
        : tooLong(filled, facts, "cover_alt", "题图说明");
    },
    source: function (filled, facts) {
      return filled.reprinted && !filled.source ? "写上最初发布的单位或媒体"
        : tooLong(filled, facts, "source", "来源");
    },
    source_url: function (filled) {
      return filled.reprinted && !ADDRESS.test(filled.source_url)
        ? "写上能打开原文的完整网址，以 https:// 或 http:// 开头" : "";
    },
    name: function (filled, facts) {
      return !NAME.test(filled.name) ? "文件名只用小写字母、数字和连字符，例如 book-swap"
        : filled.name.length > facts.limits.name ? "文件名最多" + facts.limits.name + "个字符" : "";
    },
  };

  // contact data of people, wherever words are written: no file with it passes the check
  function findContact(filled, facts, name) {
    const words = name === "pictures"
      ? filled.pictures.map(function (picture) {
        return picture.words;
      }) : String(filled[name] || "").split("\n");
    const found = wenming.findContacts(words, facts.allowed)[0];
    return found ? found.words.replace(/。$/, "") : "";
  }

  // returns {name, words} of every field that has a fault, in the order of the page
  wenming.findFaults = function (filled, facts) {
    const unit = facts.units.filter(function (each) {
      return each.slug === filled.unit;
    })[0];
    const column = facts.columns.filter(function (each) {
      return each.slug === filled.column;
    })[0];
    return Object.keys(RULES).map(function (name) {
      const words = RULES[name](filled, facts, unit, column) || findContact(filled, facts, name);
      return { name: name, words: words };
    }).filter(function (fault) {
      return fault.words;
    });
  };
})();
