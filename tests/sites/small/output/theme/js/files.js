/* Files that a page has made in memory and the browser saves.  Their addresses are given
   back when they are no longer offered.  Inside WeChat nothing can be saved. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  wenming.isInWechat = /MicroMessenger/i.test(navigator.userAgent);

  // say: shows a sentence
  wenming.makeFiles = function (say) {
    let addresses = [];

    return {
      // returns a link that saves the file under its name
      offer: function (blob, name, words) {
        const link = document.createElement("a");
        link.className = "form-button";
        link.textContent = words;
        link.href = URL.createObjectURL(blob);
        link.download = name;
        link.addEventListener("click", function () {
          say(name + "已交给浏览器保存，在下载里可以找到。");
        });
        addresses.push(link.href);
        return link;
      },

      forget: function () {
        addresses.forEach(function (address) {
          URL.revokeObjectURL(address);
        });
        addresses = [];
      },
    };
  };
})();
