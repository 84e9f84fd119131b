#include "render/annex_sheet.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "render/table_grid.h"

namespace zh::render {
namespace {

using namespace document;

std::string status_mark(ObsStatus status) {
  return "[" + std::string(chinese(has_value(status) ? ObsStatus::missing : status)) + "]";
}

std::string joined(const std::vector<Inlines>& notes) {
  std::string text;
  for (const Inlines& note : notes) text += (text.empty() ? "" : "\n") + plain_text(note);
  return text;
}

std::string title(const std::string& number, const Inlines& caption) {
  const std::string words = plain_text(caption);
  return number.empty() || words.empty() ? number + words : number + "　" + words;
}

/// The name with its unit in brackets, unless it is there already.
std::string with_unit(const std::string& name, const std::string& unit) {
  if (unit.empty() || name.find(unit) != std::string::npos) return name;
  return name + "（" + unit + "）";
}

/// Header names must be there and differ: a marked-up table is refused otherwise.
void make_unique(std::vector<std::string>& header) {
  std::set<std::string> used;
  for (std::size_t i = 0; i < header.size(); ++i) {
    std::string name(trim(header[i]));
    std::replace(name.begin(), name.end(), '\n', ' ');
    if (name.empty()) name = i == 0 ? "项目" : "列" + std::to_string(i + 1);
    header[i] = name;
    for (int n = 2; !used.insert(header[i]).second; ++n) header[i] = name + std::to_string(n);
  }
}

/// A cell of the printed table, and the unit that its number carries.
struct Read {
  AnnexCell cell;
  std::string unit;
};

Read read_cell(const TableCell& cell, const report::Ledger& ledger) {
  const Number* number = nullptr;
  bool only = true;
  for (const Inline& part : cell.content) {
    if (const auto* n = std::get_if<Number>(&part)) {
      only = only && !number;
      number = n;
    } else if (const auto* text = std::get_if<Text>(&part)) {
      only = only && trim(text->text).empty();
    } else {
      only = false;
    }
  }
  Read result{{plain_text(cell.content)}, {}};
  if (!number || !only) return result;
  const report::Fact* fact = ledger.find(number->fact);
  if (!fact) return result;
  if (!fact->value.number) {
    result.cell = {status_mark(fact->value.status), {}, true};
    return result;
  }
  // The figure may be printed with separators; words (增长 13.4%) stay words.
  std::string figure = fact->figure;
  figure.erase(std::remove(figure.begin(), figure.end(), ','), figure.end());
  if (!fact->words.empty()) return result;
  if (const auto value = Decimal::parse(figure)) {
    result.cell.number = value;
    // What the cell prints decides: a table whose header names the unit prints the figure alone.
    const std::string printed(trim(number->text));
    // The unit is the one that is printed: 值(单位 = 万元) converts an amount that is kept in 亿元.
    result.unit = printed.starts_with(fact->figure) ? printed.substr(fact->figure.size()) : fact->value.unit.str();
  }
  return result;
}

AnnexSheet from_table(const Table& table, const report::Ledger& ledger) {
  AnnexSheet sheet{table.number.empty() ? "表" : table.number, title(table.number, table.caption), joined(table.notes), {}, {}};
  if (!table.unit_note.empty()) sheet.notes = table.unit_note + (sheet.notes.empty() ? "" : "\n") + sheet.notes;
  const TableGrid grid = lay_out(table);
  const auto columns = static_cast<std::size_t>(grid.columns);
  const std::size_t header_rows =
      std::min<std::size_t>(static_cast<std::size_t>(std::max(table.header_rows, 0)), grid.rows.size());
  // Several header rows become one: 2023年－营业收入. Spans are written out in every place they cover.
  std::vector<std::string> header(columns);
  for (std::size_t r = 0; r < header_rows; ++r) {
    for (const GridSlot& slot : grid.rows[r]) {
      if (!slot.cell || slot.continued) continue;
      const std::string words = plain_text(slot.cell->content);
      for (int c = slot.column; c < slot.column + slot.column_span; ++c) {
        std::string& name = header[static_cast<std::size_t>(c)];
        if (!words.empty()) name += (name.empty() ? "" : "－") + words;
      }
    }
  }
  std::vector<std::vector<Read>> body;
  for (std::size_t r = header_rows; r < grid.rows.size(); ++r) {
    std::vector<Read> row(columns);
    for (const GridSlot& slot : grid.rows[r]) {
      if (!slot.cell) continue;
      const Read read = read_cell(*slot.cell, ledger);
      for (int c = slot.column; c < slot.column + slot.column_span; ++c) row[static_cast<std::size_t>(c)] = read;
    }
    body.push_back(std::move(row));
  }
  // One unit in a column goes into its header; different ones get a column of their own behind it.
  for (std::size_t c = 0; c < columns; ++c) {
    std::set<std::string> units;
    for (const auto& row : body)
      if (row[c].cell.number) units.insert(row[c].unit);
    const bool mixed = units.size() > 1;
    sheet.header.push_back(mixed || units.empty() ? header[c] : with_unit(header[c], *units.begin()));
    if (mixed) sheet.header.push_back(header[c] + "单位");
    sheet.rows.resize(body.size());
    for (std::size_t r = 0; r < body.size(); ++r) {
      sheet.rows[r].push_back(body[r][c].cell);
      if (mixed) sheet.rows[r].push_back({body[r][c].unit});
    }
  }
  make_unique(sheet.header);
  return sheet;
}

AnnexSheet from_figure(const Figure& figure) {
  AnnexSheet sheet{
      figure.number.empty() ? "图" : figure.number, title(figure.number, figure.caption), joined(figure.notes), {"类别"}, {}};
  const ChartSpec& chart = figure.chart;
  sheet.rows.resize(chart.categories.size());
  for (std::size_t i = 0; i < chart.categories.size(); ++i) sheet.rows[i].push_back({chart.categories[i]});
  for (const ChartSeries& series : chart.series) {
    bool remarks = false;
    for (const ChartPoint& p : series.points) remarks = remarks || (p.value && p.status != ObsStatus::normal);
    sheet.header.push_back(with_unit(series.name, series.unit));
    if (remarks) sheet.header.push_back(series.name + "状态");
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
      const ChartPoint point = i < series.points.size() ? series.points[i] : ChartPoint{{}, ObsStatus::missing, {}};
      if (point.value)
        sheet.rows[i].push_back({"", point.value});
      else
        sheet.rows[i].push_back({status_mark(point.status), {}, true});
      if (remarks)
        sheet.rows[i].push_back({point.value && point.status != ObsStatus::normal ? std::string(chinese(point.status)) : ""});
    }
  }
  make_unique(sheet.header);
  return sheet;
}

}  // namespace

std::vector<AnnexSheet> annex_sheets(const Document& document, const report::Ledger& ledger) {
  std::vector<AnnexSheet> sheets;
  for_each_block(document.blocks, [&](const Block& block) {
    if (const auto* table = std::get_if<Table>(&block.content)) sheets.push_back(from_table(*table, ledger));
    if (const auto* figure = std::get_if<Figure>(&block.content)) sheets.push_back(from_figure(*figure));
  });
  return sheets;
}

}  // namespace zh::render
