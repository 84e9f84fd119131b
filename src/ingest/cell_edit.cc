#include "ingest/cell_edit.h"

#include "base/rational.h"
#include "base/rounding.h"
#include "base/text.h"
#include "formats/grid.h"
#include "formats/xlsx_parts.h"

namespace zh::ingest {

formats::Cell typed_over(const formats::Sheet& sheet, int row, int column, const std::string& text) {
  const formats::Cell& old = sheet.at(row, column);
  formats::Cell cell;
  cell.hidden = old.hidden;
  const std::string typed(trim(text));
  if (typed.empty()) return cell;
  cell.raw = cell.shown = typed;
  cell.type = formats::Cell::Type::text;
  std::string digits = nfkc(typed);
  const bool percent = digits.ends_with('%');
  if (percent) digits.pop_back();
  std::erase(digits, ',');
  const auto number = Decimal::parse(std::string(trim(digits)));
  if (!number) return cell;
  cell.type = formats::Cell::Type::number;
  cell.percent = percent || old.percent;
  cell.number = cell.percent ? number->shifted(-2) : *number;
  cell.raw = cell.number->str();
  // The cell keeps its number format: 5 typed where 0.00 is set is 5.00. A csv, whose sheet has no name, has none.
  const bool formatted =
      !sheet.name.empty() && old.type == formats::Cell::Type::number && old.shown_decimals >= 0 && old.percent == cell.percent;
  cell.shown_decimals = formatted ? old.shown_decimals : number->scale();
  cell.shown = round(Rational(*number), cell.shown_decimals, Rounding::half_up).str() + (cell.percent ? "%" : "");
  return cell;
}

formats::Sheet* sheet_named(formats::Workbook& book, const std::string& name) {
  if (name.empty()) return book.sheets.size() == 1 ? &book.sheets.front() : nullptr;
  for (formats::Sheet& sheet : book.sheets)
    if (fold_label(sheet.name) == fold_label(name)) return &sheet;
  return nullptr;
}

void apply_edits(const std::vector<CellEdit>& edits, const std::string& file, formats::Workbook& book) {
  for (const CellEdit& edit : edits) {
    formats::Sheet* sheet = edit.file == file ? sheet_named(book, edit.sheet) : nullptr;
    int row = 0, column = 0;
    if (!sheet || !formats::parse_cell_name(edit.cell, row, column)) continue;
    std::size_t cells = 0;
    formats::Cell cell = typed_over(*sheet, row, column, edit.text);
    formats::Grid(&cells).put(*sheet, row, column, std::move(cell));
  }
}

}  // namespace zh::ingest
