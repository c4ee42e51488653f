/* Shanghai's clock, whatever the device's own zone: China keeps UTC+8 all year, and older
   WebViews know no zones by name.  Moments are milliseconds since 1970. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const EAST = 8 * 60 * 60 * 1000;
  const DAY = 24 * 60 * 60 * 1000;
  const WEEKDAYS = "日一二三四五六";

  wenming.clock = {
    // a date whose UTC parts are what the clock in Shanghai shows
    read: function (moment) {
      return new Date(moment + EAST);
    },

    // the moment at which the clock shows this
    find: function (year, month, day, hour, minute) {
      return Date.UTC(year, month, day, hour, minute) - EAST;
    },

    // such as 2026-11-25
    nameDay: function (moment) {
      return wenming.clock.read(moment).toISOString().slice(0, 10);
    },

    // such as 16:05
    nameTime: function (moment) {
      return wenming.clock.read(moment).toISOString().slice(11, 16);
    },

    countDays: function (from, to) {
      return Math.floor((to + EAST) / DAY) - Math.floor((from + EAST) / DAY);
    },

    // such as 11月25日, of a day as nameDay writes it
    describeDay: function (day) {
      return Number(day.slice(5, 7)) + "月" + Number(day.slice(8, 10)) + "日";
    },

    // such as 星期三
    describeWeekday: function (day) {
      return "星期" + WEEKDAYS[new Date(day + "T00:00Z").getUTCDay()];
    },
  };
})();
