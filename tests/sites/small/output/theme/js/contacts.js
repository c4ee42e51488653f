/* Contact data of people in a text, as it is written most often; the check knows it in every
   disguise (plugins/contacts).  What is found is shown in part only.  hints.js asks for it. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const NUMBER = /[0-9]{11,18}[0-9X]?/g;
  const MOBILE = /^1[3-9][0-9]{9}$/;
  const RESIDENT = /^[1-9][0-9]{5}((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]$/;
  const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/;
  const MAILBOX = /[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,4}([A-Za-z]{2,12})/g;
  const FILES = ["png", "jpg", "jpeg", "gif", "webp", "svg", "css", "js", "html", "md"];
  const OWN = [
    "qq", "foxmail", "163", "126", "yeah", "139", "189", "wo", "sina", "sohu", "tom", "21cn",
    "aliyun", "88", "gmail", "outlook", "hotmail", "live", "icloud", "yahoo", "proton", "msn",
  ];

  // GB 11643, section 4: the day of birth and the check sign
  function isResidentId(number) {
    const birth = RESIDENT.exec(number);
    if (!birth || !PROVINCE.test(number)) {
      return false;
    }
    const day = new Date(Date.UTC(Number(birth[1]), Number(birth[2]) - 1, Number(birth[3])));
    const total = Array.from(number.slice(0, 17)).reduce(function (sum, sign, place) {
      return sum + Number(sign) * (Math.pow(2, 17 - place) % 11);
    }, 0);
    return day.getUTCDate() === Number(birth[3]) && number[17] === "10X98765432"[total % 11];
  }

  function nameNumber(written) {
    if (MOBILE.test(written) && !written.endsWith("000000")) {
      return "手机号码";
    }
    return isResidentId(written) ? "身份证号码" : "";
  }

  // a number beside letters or more digits is part of something else
  function isApart(line, start, end) {
    return !/[0-9A-Za-z][-./_ ]?$/.test(line.slice(0, start)) && !/^[-./_ ]?[0-9A-Za-z]/.test(line.slice(end));
  }

  function maskNumber(written) {
    return written.slice(0, 3) + "****" + written.slice(-4);
  }

  function maskMailbox(written) {
    return written[0] + "***" + written.slice(written.indexOf("@"));
  }

  function nameMailbox(written) {
    const parts = written.slice(written.indexOf("@") + 1).toLowerCase().split(".");
    const isOwn = parts.some(function (part) {
      return OWN.includes(part);
    });
    return isOwn ? "个人邮箱" : "邮箱";
  }

  function say(number, name, masked) {
    const fix = name === "身份证号码" ? "删去它；文稿里用不上。"
      : "删去它；单位对外公布的，请市级编辑登记。";
    return { line: number, words: "写着" + name + "“" + masked + "”。" + fix, rule: "contact" };
  }

  function findInLine(line, number, allowed) {
    const found = [];
    line.replace(NUMBER, function (written, at) {
      const name = nameNumber(written);
      if (name && isApart(line, at, at + written.length) && !allowed.includes(written)) {
        found.push(say(number, name, maskNumber(written)));
      }
      return written;
    });
    line.replace(MAILBOX, function (written, ending) {
      if (!FILES.includes(ending.toLowerCase()) && !allowed.includes(written.toLowerCase())) {
        found.push(say(number, nameMailbox(written), maskMailbox(written)));
      }
      return written;
    });
    return found;
  }

  // `allowed`: numbers and mailboxes without what splits them, in small letters
  wenming.findContacts = function (lines, allowed) {
    return [].concat.apply([], lines.map(function (line, index) {
      return /[0-9]{11}|@/.test(line) ? findInLine(line, index + 1, allowed) : [];
    }));
  };
})();
