#include "render/form_workbook.h"

#include <algorithm>

#include "base/text.h"
#include "render/docx_package.h"
#include "render/xlsx_parts.h"

namespace zh::render {
namespace {

using formats::XmlWriter;
using Look = FormCell::Look;

constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* kR = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Number formats of entry cells after the looks: decimals 0 … 8, then the same as percentages.
constexpr int kLooks = 7, kFirstOwnFormat = 164, kDecimals = kMaxShownDecimals + 1;

int style_of(const FormCell& cell) {
  if (cell.look != Look::entry || !cell.number || cell.decimals < 0) return static_cast<int>(cell.look);
  return kLooks + std::min(cell.decimals, kMaxShownDecimals) + (cell.percent ? kDecimals : 0);
}

std::string styles_xml() {
  XmlWriter w;
  w.open("styleSheet").attr("xmlns", kMain);
  w.open("numFmts").attr("count", 2LL * kDecimals);
  for (int i = 0; i < 2 * kDecimals; ++i)
    w.leaf("numFmt", {{"numFmtId", std::to_string(kFirstOwnFormat + i)},
                      {"formatCode", format_code(i % kDecimals) + (i < kDecimals ? "" : "%")}});
  w.close();
  w.raw(
      "<fonts count=\"4\"><font><sz val=\"11\"/><name val=\"宋体\"/></font><font><b/><sz val=\"16\"/><name "
      "val=\"黑体\"/></font>"
      "<font><b/><sz val=\"11\"/><name val=\"宋体\"/></font><font><sz val=\"9\"/><color rgb=\"FF595959\"/><name "
      "val=\"宋体\"/></font>"
      "</fonts>"
      "<fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
      "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE7EDF5\"/></patternFill></fill>"
      "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFF9E5\"/></patternFill></fill></fills>"
      "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style=\"thin\"/><right "
      "style=\"thin\"/><top style=\"thin\"/><bottom style=\"thin\"/><diagonal/></border></borders>"
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>");
  w.open("cellXfs").attr("count", kLooks + 2LL * kDecimals);
  const auto look = [&](int font, int fill, int border, const char* horizontal, bool wrap) {
    w.open("xf").attr("numFmtId", 0LL).attr("fontId", font).attr("fillId", fill).attr("borderId", border).attr("xfId", 0LL);
    w.leaf("alignment", {{"horizontal", horizontal}, {"vertical", "center"}, {"wrapText", wrap ? "1" : "0"}}).close();
  };
  look(0, 0, 0, "general", false);  // nothing
  look(1, 0, 0, "center", true);    // title
  look(0, 0, 0, "left", true);      // line
  look(2, 2, 1, "center", true);    // header
  look(0, 0, 1, "left", true);      // label
  look(3, 0, 1, "left", true);      // remark
  look(0, 3, 1, "right", false);    // entry
  for (int i = 0; i < 2 * kDecimals; ++i) {
    w.open("xf").attr("numFmtId", static_cast<long long>(kFirstOwnFormat) + i).attr("fontId", 0LL).attr("fillId", 3LL);
    w.attr("borderId", 1LL).attr("xfId", 0LL).attr("applyNumberFormat", 1LL);
    w.leaf("alignment", {{"horizontal", "right"}, {"vertical", "center"}}).close();
  }
  w.close();
  w.raw("<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>");
  w.close();
  return w.take();
}

void write_cell(XmlWriter& w, const FormCell& cell, int row, int column) {
  if (cell.text.empty() && cell.look == Look::nothing) return;
  w.open("c").attr("r", cell_name(row, column)).attr("s", static_cast<long long>(style_of(cell)));
  if (cell.number) {
    w.element("v", cell.text);
  } else if (!cell.text.empty()) {
    w.attr("t", "inlineStr").open("is").open("t").attr("xml:space", "preserve").text(cell.text).close().close();
  }
  w.close();
}

/// Height in points, so that wrapped text is seen: spreadsheet programs fit rows only when someone asks them to.
int row_height(const FormSheet& sheet, std::size_t row) {
  constexpr int kLine = 14, kPadding = 8, kTitle = 34;
  int lines = 1;
  for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
    const FormCell& cell = sheet.rows[row][column];
    if (cell.look == Look::title) return kTitle;
    int width = column < sheet.widths.size() ? sheet.widths[column] : 10;
    for (const formats::CellRange& merge : sheet.merges)
      if (merge.first_row == static_cast<int>(row) && merge.first_column == static_cast<int>(column)) {
        width = 0;
        for (int c = merge.first_column; c <= merge.last_column; ++c)
          width += c < static_cast<int>(sheet.widths.size()) ? sheet.widths[static_cast<std::size_t>(c)] : 10;
      }
    if (cell.look == Look::remark) width += width / 5;  // in smaller letters
    lines = std::max(lines, (display_width(cell.text) + width - 2) / std::max(width - 1, 1));
  }
  return lines * kLine + kPadding;
}

std::string sheet_xml(const FormSheet& sheet) {
  XmlWriter w;
  w.open("worksheet").attr("xmlns", kMain).attr("xmlns:r", kR);
  w.raw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
  if (sheet.frozen_rows > 0) {
    const std::string below = cell_name(sheet.frozen_rows, 0);
    w.open("sheetViews").open("sheetView").attr("workbookViewId", "0");
    w.leaf("pane", {{"ySplit", std::to_string(sheet.frozen_rows)},
                    {"topLeftCell", below},
                    {"activePane", "bottomLeft"},
                    {"state", "frozen"}});
    w.leaf("selection", {{"pane", "bottomLeft"}, {"activeCell", below}, {"sqref", below}}).close().close();
  }
  if (!sheet.widths.empty()) {
    w.open("cols");
    for (std::size_t i = 0; i < sheet.widths.size(); ++i) {
      const std::string at = std::to_string(i + 1);
      w.leaf("col", {{"min", at}, {"max", at}, {"width", std::to_string(sheet.widths[i])}, {"customWidth", "1"}});
    }
    w.close();
  }
  w.open("sheetData");
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    w.open("row").attr("r", static_cast<long long>(row) + 1).attr("ht", row_height(sheet, row)).attr("customHeight", 1LL);
    for (std::size_t column = 0; column < sheet.rows[row].size(); ++column)
      write_cell(w, sheet.rows[row][column], static_cast<int>(row), static_cast<int>(column));
    w.close();
  }
  w.close();
  if (!sheet.merges.empty()) {
    w.open("mergeCells").attr("count", static_cast<long long>(sheet.merges.size()));
    for (const formats::CellRange& merge : sheet.merges)
      w.leaf("mergeCell",
             {{"ref", cell_name(merge.first_row, merge.first_column) + ":" + cell_name(merge.last_row, merge.last_column)}});
    w.close();
  }
  w.leaf("pageSetup", {{"paperSize", "9"}, {"orientation", "landscape"}, {"fitToHeight", "0"}});
  w.close();
  return w.take();
}

}  // namespace

std::string write_form_workbook(const std::vector<FormSheet>& sheets) {
  Package package;
  Relationships root, workbook;
  root.add("officeDocument", "xl/workbook.xml");
  std::vector<std::pair<std::string, std::string>> listed;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string part = "worksheets/sheet" + std::to_string(i + 1) + ".xml";
    listed.emplace_back(sheets[i].name, workbook.add("worksheet", part));
    package.add("xl/" + part, sheet_xml(sheets[i]), kWorksheetType);
  }
  workbook.add("styles", "styles.xml");
  package.add("xl/workbook.xml", workbook_xml(listed), kWorkbookType);
  package.add("xl/styles.xml", styles_xml(), kSheetStylesType);
  package.relate("", root);
  package.relate("xl/workbook.xml", workbook);
  return package.finish();
}

}  // namespace zh::render
