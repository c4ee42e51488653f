/* The page of prompts, right whenever it is read: deadlines that come back are moved on,
   what is due within three days is marked, what has passed goes down to the past. */
(function () {
  "use strict";

  const clock = window.wenming.clock;
  const MINUTE = 60000;
  const SOON = 3;

  const open = document.querySelector('[data-place="open"]');
  const past = document.querySelector('[data-place="past"]');
  const empty = document.querySelector('[data-place="empty"]');

  // the minute that a deadline names is part of it
  function hasPassed(due, now) {
    return now >= due + MINUTE;
  }

  function nextMonth(due) {
    const date = clock.read(due);
    return clock.find(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(),
      date.getUTCHours(), date.getUTCMinutes());
  }

  // the deadline that counts now, or the last one where all have passed
  function findDue(item, now) {
    let due = Date.parse(item.dataset.due);
    const last = item.dataset.until
      ? Date.parse(item.dataset.until + "T23:59+08:00")
      : Infinity;
    while (item.dataset.monthly && hasPassed(due, now) && nextMonth(due) <= last) {
      due = nextMonth(due);
    }
    return due;
  }

  function write(due) {
    const day = clock.nameDay(due);
    return day.slice(0, 4) + "年" + clock.describeDay(day) + " " + clock.describeWeekday(day)
      + " " + clock.nameTime(due);
  }

  function say(due, now) {
    const days = clock.countDays(now, due);
    if (hasPassed(due, now)) {
      return "已截止";
    }
    return days === 0 ? "今天截止" : days === 1 ? "明天截止" : days <= SOON ? "还有 " + days + " 天" : "";
  }

  function show(item, due, now) {
    const time = item.querySelector('[data-part="due"]');
    const mark = item.querySelector('[data-part="mark"]');
    const text = write(due);
    if (time.textContent !== text) {
      time.textContent = text;
      time.dateTime = clock.nameDay(due) + "T" + clock.nameTime(due) + "+08:00";
    }
    mark.textContent = say(due, now);
    mark.hidden = !mark.textContent;
  }

  // nothing is moved that stands right: somebody may be reading it
  function arrange(items) {
    const isRight = items.every(function (item, place) {
      return open.children[place] === item;
    });
    if (!isRight) {
      items.forEach(function (item) {
        open.appendChild(item);
      });
    }
  }

  function sortOut() {
    const now = Date.now();
    const list = past.querySelector("ul");
    const dues = new Map();
    Array.prototype.forEach.call(open.children, function (item) {
      dues.set(item, findDue(item, now));
    });
    const sorted = Array.from(dues.keys()).sort(function (one, other) {
      return dues.get(one) - dues.get(other);
    });
    sorted.forEach(function (item) {
      const due = dues.get(item);
      show(item, due, now);
      if (hasPassed(due, now)) {
        list.insertBefore(item, list.firstChild);
      }
    });
    arrange(sorted.filter(function (item) {
      return item.parentNode === open;
    }));
    past.hidden = !list.children.length;
    empty.hidden = Boolean(open.children.length);
  }

  // a link to a prompt that is over has to find it
  function unfold() {
    const item = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (item && past.contains(item)) {
      past.open = true;
      item.scrollIntoView();
    }
  }

  if (!open || !past || !empty) {
    return;
  }
  sortOut();
  unfold();
  setInterval(sortOut, MINUTE);
  document.addEventListener("visibilitychange", sortOut);
  window.addEventListener("hashchange", unfold);
})();
