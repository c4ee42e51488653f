/* An article's file from what was filled in, word for word as the program writes one
   (plugins/reading/new_article.py); and names for files.  Pure: texts in, texts out. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const FENCE = "---";

  // signs that no file may hold (plugins/reading/encoding.py), and the byte order mark
  const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]/g;
  const HALVES = /[\ud800-\udfff]/;

  // a value that means nothing to YAML but itself: it begins with a letter, a digit or a
  // bracket of ours.  Rarer letters are quoted without need, and read as the same.
  const PLAIN_START = /^[\w\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a“‘《（【]/;
  const YAML_SIGNS = /:(?:\s|$)|\s#/;

  // half of a pair is no character, and no file can hold it
  function dropHalves(text) {
    return Array.from(text).filter(function (sign) {
      return sign.length > 1 || !HALVES.test(sign);
    }).join("");
  }

  function dropHidden(text) {
    const plain = text.replace(HIDDEN, "");
    return HALVES.test(plain) ? dropHalves(plain) : plain;
  }

  function cleanLine(text) {
    return dropHidden(text.replace(/\ufeff/g, "").replace(/[\s\u001c-\u001f\u0085]+/g, " ")).replace(/ +/g, " ").trim();
  }

  // characters as the check counts them, not the halves of a picture sign
  function count(text) {
    return Array.from(text).length;
  }

  function quote(value) {
    if (value.indexOf('"') < 0 && value.indexOf("\\") < 0) {
      return '"' + value + '"';
    }
    return "'" + value.replace(/'/g, "''") + "'";
  }

  function writePair(key, value) {
    if (!value) {
      return key + ":";
    }
    const isPlain = PLAIN_START.test(value) && !YAML_SIGNS.test(value);
    return key + ": " + (isPlain ? value : quote(value));
  }

  // keys: pairs of English and Chinese names in their order; fields: lines by English name
  function composeFile(keys, fields, body) {
    const pairs = keys.filter(function (key) {
      return fields[key[0]];
    }).map(function (key) {
      return writePair(key[1], fields[key[0]]);
    });
    return [FENCE].concat(pairs, FENCE, "", body ? [body, ""] : []).join("\n");
  }

  // ---- names

  function findSounds(syllables) {
    const sounds = new Map();
    Object.keys(syllables).forEach(function (syllable) {
      Array.from(syllables[syllable]).forEach(function (character) {
        sounds.set(character, syllable);
      });
    });
    return sounds;
  }

  // facts: what the page brings, among them syllables and the readings of local names
  function makeNamer(facts) {
    const sounds = findSounds(facts.syllables);

    // pinyin and ASCII words joined by hyphens, never broken within a syllable
    return function (text, limit) {
      const read = Object.keys(facts.readings).reduce(function (written, name) {
        return written.split(name).join(" " + facts.readings[name] + " ");
      }, text);
      const spelled = Array.from(read).map(function (sign) {
        return sounds.has(sign) ? " " + sounds.get(sign) + " " : sign;
      }).join("").toLowerCase();
      const words = spelled.match(/[a-z0-9]+/g) || [];
      let name = "";
      for (const word of words) {
        const longer = name ? name + "-" + word : word;
        if (longer.length > limit) {
          break;
        }
        name = longer;
      }
      return name;
    };
  }

  wenming.text = { cleanLine, dropHidden, count, composeFile, writePair, makeNamer };
})();
