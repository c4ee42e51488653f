/* The browser editor speaks Chinese, whatever the browser does: its library reads the
   language from what it keeps on the device, and follows the browser where nothing is kept. */
(function () {
  "use strict";

  const KEPT = "sveltia-cms.prefs";

  try {
    if (!localStorage.getItem(KEPT)) {
      localStorage.setItem(KEPT, JSON.stringify({ locale: "zh-CN" }));
    }
  } catch (error) {
    // nothing may be kept on this device: the library says so itself
  }
})();
