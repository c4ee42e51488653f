/* The picture for the lists, chosen among those that belong to the text. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  // fields: those of the form
  wenming.makeCover = function (fields) {
    const select = fields.get("cover");
    const said = fields.get("cover_alt");
    let described = "";

    // what was said of the picture once is not asked again; other words stay
    function describe(list) {
      const chosen = list.filter(function (picture) {
        return picture.name === select.value;
      })[0];
      const isFree = !said.value || list.some(function (picture) {
        return picture.words === said.value;
      });
      if (chosen && select.value !== described && isFree) {
        said.value = chosen.words;
      }
      described = select.value;
    }

    return {
      // list: the pictures that there are
      show: function (list) {
        const chosen = select.value;
        fields.fillChoices(select, list.map(function (picture) {
          return picture.name;
        }), "不用题图");
        if (select.value !== chosen) {
          select.value = "";
        }
        fields.at("cover").hidden = !list.length;
        fields.fieldOf("cover_alt").hidden = !select.value;
        describe(list);
      },
    };
  };
})();
