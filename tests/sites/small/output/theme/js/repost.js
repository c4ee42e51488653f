/* What is to be passed on now, however late the page is read: which day it is in
   Shanghai, what is open, what has passed, and what was copied on this device today. */
(function () {
  "use strict";

  const clock = window.wenming.clock;
  const MINUTE = 60 * 1000;
  const MEMORY = "copied:";

  const front = document.querySelector('[data-place="front"]');
  const days = Array.from(document.querySelectorAll("[data-day]"));

  function describeDay(day) {
    return clock.describeDay(day) + " " + clock.describeWeekday(day);
  }

  function describeMoment(moment, now) {
    const day = clock.nameDay(moment);
    const isToday = day === clock.nameDay(now);
    return (isToday ? "" : clock.describeDay(day) + " ") + clock.nameTime(moment).replace(/^0/, "");
  }

  // ---- what is open

  function findState(item, now) {
    if (now < Date.parse(item.dataset.opens)) {
      return "later";
    }
    // a window holds until its last minute is over
    return now < Date.parse(item.dataset.closes) + MINUTE ? "open" : "passed";
  }

  function showState(item, now) {
    const state = findState(item, now);
    let shown = item.querySelector(".share-state");
    if (!shown) {
      shown = document.createElement("p");
      shown.className = "share-state";
      item.insertBefore(shown, item.firstChild);
    }
    item.dataset.state = state;
    shown.textContent = state === "open" ? "现在可以转发"
      : state === "passed" ? "已过时限"
        : describeMoment(Date.parse(item.dataset.opens), now) + " 开始";
    return state;
  }

  function showDay(day, now) {
    const states = Array.from(day.querySelectorAll("[data-item]")).map(function (item) {
      return showState(item, now);
    });
    const open = states.filter(function (state) {
      return state === "open";
    }).length;
    const count = day.querySelector('[data-place="count"]');
    count.textContent = open ? "，现在可以转发 " + open + " 条"
      : states.indexOf("later") < 0 ? "，都已过时限" : "，还没到时间";
    return open;
  }

  // ---- which day

  function chooseDay(today) {
    const begun = days.filter(function (day) {
      return day.dataset.day <= today;
    });
    return begun.sort(function (one, other) {
      return one.dataset.day < other.dataset.day ? 1 : -1;
    })[0];
  }

  function describeAbsence(today, chosen) {
    const next = days.map(function (day) {
      return day.dataset.day;
    }).filter(function (day) {
      return day > today;
    }).sort()[0];
    return "今天（" + describeDay(today) + "）没有安排转发。"
      + (chosen ? "下面是最近一次的内容。" : "")
      + (next ? "下一次是" + describeDay(next) + "。" : "");
  }

  function showFront(today, openByDay) {
    const chosen = chooseDay(today);
    const isToday = Boolean(chosen) && chosen.dataset.day === today;
    days.forEach(function (day, place) {
      const isPast = day.dataset.day <= today;
      day.hidden = day !== chosen && !(isPast && openByDay[place]);
    });
    if (chosen && chosen.previousElementSibling !== notice) {
      front.insertBefore(chosen, notice.nextSibling);
    }
    notice.hidden = isToday || !days.length;
    notice.textContent = isToday ? "" : describeAbsence(today, chosen);
  }

  const notice = front && front.querySelector('[data-place="notice"]');

  // ---- what was copied: today's memory alone stays on the device

  let copied = [];

  function recall(today) {
    try {
      Object.keys(localStorage).forEach(function (key) {
        if (key.indexOf(MEMORY) === 0 && key !== MEMORY + today) {
          localStorage.removeItem(key);
        }
      });
      copied = JSON.parse(localStorage.getItem(MEMORY + today)) || [];
    } catch (refused) {
      // storage is refused or spoilt: what this page knows itself is what there is
    }
  }

  function remember(name, today) {
    recall(today);
    if (copied.indexOf(name) < 0) {
      copied.push(name);
    }
    try {
      localStorage.setItem(MEMORY + today, JSON.stringify(copied));
    } catch (refused) {
      // nothing is lost but the memory
    }
  }

  function showMarks() {
    document.querySelectorAll("[data-copies]").forEach(function (button) {
      const mark = button.querySelector(".copy-mark");
      mark.hidden = copied.indexOf(button.dataset.copies) < 0;
    });
  }

  document.addEventListener("copied", function (event) {
    remember(event.target.dataset.copies, clock.nameDay(Date.now()));
    showMarks();
  });

  // ---- now, and whenever the minute changes or the page comes to the front again

  let lastDay = "";
  let timer = 0;

  function update() {
    const now = Date.now();
    const today = clock.nameDay(now);
    const open = days.map(function (day) {
      return showDay(day, now);
    });
    if (front) {
      showFront(today, open);
    }
    if (today !== lastDay) {
      lastDay = today;
      copied = [];
      recall(today);
      showMarks();
    }
    clearTimeout(timer);
    timer = setTimeout(update, MINUTE - now % MINUTE);
  }

  document.addEventListener("visibilitychange", update);
  window.addEventListener("pageshow", update);
  update();
})();
