/* A spreadsheet of texts, as WPS, Excel and phones open one: Office Open XML (ECMA-376)
   in a zip whose entries are stored (PKWARE APPNOTE 4.3).  Every cell is text, so that a
   number keeps its digits and nothing is taken for a formula.  Pure: values in, bytes out. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/";
  const KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  // what XML 1.0 (2.2) can't hold; halves of pairs become U+FFFD where bytes are made of them
  const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
  const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

  // how lines look, by the order in which STYLES names them
  const LOOKS = { cell: 1, head: 2, title: 3, plain: 4 };
  const STYLES = '<fonts count="3"><font><sz val="11"/><name val="宋体"/></font>'
    + '<font><b/><sz val="11"/><name val="宋体"/></font><font><b/><sz val="16"/><name val="宋体"/></font></fonts>'
    + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    + '<borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>'
    + '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/>'
    + look(0, 1, 'vertical="center" wrapText="1"')
    + look(1, 1, 'horizontal="center" vertical="center" wrapText="1"')
    + look(2, 0, 'horizontal="center" vertical="center"')
    + look(0, 0, 'vertical="center"')
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>';

  // 49 is the format of text (18.8.30)
  function look(font, border, alignment) {
    return '<xf numFmtId="49" fontId="' + font + '" borderId="' + border + '" applyNumberFormat="1" '
      + 'applyFont="1" applyBorder="1" applyAlignment="1"><alignment ' + alignment + "/></xf>";
  }

  function escape(text) {
    return text.replace(/\r\n?/g, "\n").replace(UNFIT, "")
      // readers take this for a sign by its number (ST_Xstring, 22.9.2.19)
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
      .replace(/[&<>"]/g, function (sign) {
        return ENTITIES[sign];
      });
  }

  function nameCell(column, row) {
    return String.fromCharCode(65 + column) + (row + 1); // as far as Z
  }

  // ---- the parts of the workbook

  function writeLine(line, row, texts) {
    const cells = line.cells.map(function (text, column) {
      const cell = '<c r="' + nameCell(column, row) + '" s="' + LOOKS[line.look] + '"';
      const written = escape(text);
      if (!written) {
        return cell + "/>";
      }
      texts.push('<si><t xml:space="preserve">' + written + "</t></si>");
      return cell + ' t="s"><v>' + (texts.length - 1) + "</v></c>";
    });
    const height = line.height ? ' ht="' + line.height + '" customHeight="1"' : "";
    return '<row r="' + (row + 1) + '"' + height + ">" + cells.join("") + "</row>";
  }

  function writeSheet(sheet, texts) {
    const rows = sheet.lines.map(function (line, row) {
      return writeLine(line, row, texts);
    });
    const columns = sheet.widths.map(function (width, column) {
      return '<col min="' + (column + 1) + '" max="' + (column + 1) + '" width="' + width + '" customWidth="1"/>';
    });
    const merged = sheet.lines.map(function (line, row) {
      return line.isWide ? '<mergeCell ref="' + nameCell(0, row) + ":" + nameCell(sheet.widths.length - 1, row) + '"/>' : "";
    }).filter(Boolean);
    const below = nameCell(0, sheet.head + 1);
    return XML + '<worksheet xmlns="' + MAIN + '"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
      + '<sheetViews><sheetView workbookViewId="0"><pane ySplit="' + (sheet.head + 1) + '" topLeftCell="' + below
      + '" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
      + "<cols>" + columns.join("") + "</cols><sheetData>" + rows.join("") + "</sheetData>"
      + (merged.length ? '<mergeCells count="' + merged.length + '">' + merged.join("") + "</mergeCells>" : "")
      + '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>'
      + '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' // 9 is A4
      + "<headerFooter><oddFooter>" + escape(sheet.footer) + "</oddFooter></headerFooter></worksheet>";
  }

  function writeWorkbook(sheet) {
    const row = "$" + (sheet.head + 1);
    const name = escape(sheet.name);
    return XML + '<workbook xmlns="' + MAIN + '" xmlns:r="' + OFFICE + 'relationships"><sheets><sheet name="' + name
      + '" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'
      + "'" + name + "'!" + row + ":" + row + "</definedName></definedNames></workbook>";
  }

  function writeLinks(kinds) {
    return XML + '<Relationships xmlns="' + PACKAGE + 'relationships">' + kinds.map(function (kind, place) {
      return '<Relationship Id="rId' + (place + 1) + '" Type="' + OFFICE + "relationships/" + kind[0]
        + '" Target="' + kind[1] + '"/>';
    }).join("") + "</Relationships>";
  }

  function writeTypes(parts) {
    return XML + '<Types xmlns="' + PACKAGE + 'content-types"><Default Extension="rels" ContentType="application/'
      + 'vnd.openxmlformats-package.relationships+xml"/>' + parts.map(function (part) {
        return '<Override PartName="/xl/' + part[0] + '" ContentType="' + KIND + part[1] + '+xml"/>';
      }).join("") + "</Types>";
  }

  function writeTexts(texts) {
    return XML + '<sst xmlns="' + MAIN + '" count="' + texts.length + '" uniqueCount="' + texts.length + '">'
      + texts.join("") + "</sst>";
  }

  // ---- the zip

  const TABLE = Array.from({ length: 256 }, function (unused, byte) {
    let rest = byte;
    for (let bit = 0; bit < 8; bit += 1) {
      rest = rest & 1 ? rest >>> 1 ^ 0xedb88320 : rest >>> 1;
    }
    return rest >>> 0;
  });

  function checkSum(data) {
    let sum = 0xffffffff;
    for (let place = 0; place < data.length; place += 1) {
      sum = sum >>> 8 ^ TABLE[(sum ^ data[place]) & 255];
    }
    return (sum ^ 0xffffffff) >>> 0;
  }

  // [value, bytes] pairs as the zip has them, the smallest byte first
  function pack(pairs) {
    const bytes = [];
    pairs.forEach(function (pair) {
      for (let place = 0; place < pair[1]; place += 1) {
        bytes.push(pair[0] >>> 8 * place & 255);
      }
    });
    return Uint8Array.from(bytes);
  }

  function join(pieces) {
    const whole = new Uint8Array(pieces.reduce(function (size, piece) {
      return size + piece.length;
    }, 0));
    pieces.reduce(function (place, piece) {
      whole.set(piece, place);
      return place + piece.length;
    }, 0);
    return whole;
  }

  // what both headers of an entry say of it: version 2.0, names in UTF-8, stored, 1 January
  // 1980 (the day of saving is nobody's business), sum, sizes, length of the name
  function describe(name, data) {
    return [[20, 2], [0x800, 2], [0, 2], [0, 2], [0x21, 2], [checkSum(data), 4], [data.length, 4],
      [data.length, 4], [name.length, 2], [0, 2]];
  }

  // files: [name, text] pairs
  function zip(files) {
    const encoder = new TextEncoder();
    const entries = [];
    const directory = [];
    let place = 0;
    files.forEach(function (file) {
      const name = encoder.encode(file[0]);
      const data = encoder.encode(file[1]);
      const about = describe(name, data);
      const entry = join([pack([[0x04034b50, 4]].concat(about)), name, data]);
      directory.push(pack([[0x02014b50, 4], [20, 2]].concat(about, [[0, 2], [0, 2], [0, 2], [0, 4], [place, 4]])), name);
      entries.push(entry);
      place += entry.length;
    });
    const list = join(directory);
    const end = pack([[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2],
      [list.length, 4], [place, 4], [0, 2]]);
    return join(entries.concat(list, end));
  }

  // sheet: name; widths of columns in characters; lines of {look, cells, isWide, height};
  // head: the line that stays in sight and is repeated on paper, counted from 0; footer: of
  // every page of paper, by the codes of 18.3.1.46 (&L, &C, &R, &P, &N)
  wenming.makeSheet = function (sheet) {
    const texts = [];
    const written = writeSheet(sheet, texts);
    return zip([
      ["[Content_Types].xml", writeTypes([["workbook.xml", "sheet.main"], ["worksheets/sheet1.xml", "worksheet"],
        ["styles.xml", "styles"], ["sharedStrings.xml", "sharedStrings"]])],
      ["_rels/.rels", writeLinks([["officeDocument", "xl/workbook.xml"]])],
      ["xl/workbook.xml", writeWorkbook(sheet)],
      ["xl/_rels/workbook.xml.rels", writeLinks([["worksheet", "worksheets/sheet1.xml"], ["styles", "styles.xml"],
        ["sharedStrings", "sharedStrings.xml"]])],
      ["xl/worksheets/sheet1.xml", written],
      ["xl/styles.xml", XML + '<styleSheet xmlns="' + MAIN + '">' + STYLES + "</styleSheet>"],
      ["xl/sharedStrings.xml", writeTexts(texts)],
    ]);
  };
})();
