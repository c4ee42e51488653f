/* The page for a new file at the code host, filled in as far as the host allows.
   Pure: addresses in, an address and what to say of it out. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  // nginx answers 414 to a request line above 8 kB (its large_client_header_buffers);
  // signing in on the way wraps the address once more
  const LENGTH_LIMIT = 6000;

  const WAYS = {
    github: function (at, folder, file) {
      return at.address + "/new/" + at.branch + "?filename="
        + encodeURIComponent(folder + "/" + file) + "&value=";
    },
    // go-gitea/gitea, pull request 16556
    gitea: function (at, folder, file) {
      return at.address + "/_new/" + at.branch + "/" + folder + "?filename="
        + encodeURIComponent(file) + "&value=";
    },
  };

  // returns {href, words}; no href where the text is too long to travel in an address
  wenming.locateNewFile = function (at, folder, file, text) {
    if (!WAYS[at.host]) {
      return {
        href: at.address + "/new/" + at.branch + "/" + folder,
        words: "托管网站的新文件是空的：先复制全文，再打开，文件名写 " + file + "，粘贴全文。",
      };
    }
    const href = WAYS[at.host](at, folder, file) + encodeURIComponent(text);
    return href.length > LENGTH_LIMIT
      ? { href: "", words: "稿件较长，放不进一个链接。请下载稿件文件，再到托管网站上传到 " + folder + "。" }
      : { href: href, words: "要有托管网站的账号。打开以后核对一遍，再提交。图片要另外上传到同一个文件夹。" };
  };
})();
