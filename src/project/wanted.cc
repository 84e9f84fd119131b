#include "project/wanted.h"

#include <fmt/format.h>

#include <algorithm>

#include "formats/xlsx_parts.h"
#include "ingest/block.h"
#include "project/label.h"
#include "project/roll.h"

namespace zh::project {
namespace {

std::pair<int, int> place_of(const std::string& cell) {
  int row = 0, column = 0;
  formats::parse_cell_name(cell, row, column);
  return {row, column};
}

/// Sheets in the order in which they are first asked for.
class Sheets {
 public:
  WantedSheet& at(const std::string& file, const std::string& sheet) {
    for (WantedSheet& one : list_)
      if (one.file == file && one.sheet == sheet) return one;
    list_.push_back({.file = file, .sheet = sheet});
    return list_.back();
  }
  std::vector<WantedSheet> take() { return std::move(list_); }
  std::vector<WantedSheet>& list() { return list_; }

 private:
  std::vector<WantedSheet> list_;
};

void add_blank(WantedSheet& sheet, const store::Observation& observation, const std::string& cell,
               const catalog::Indicator& indicator, const Config& config) {
  ++sheet.blank;
  const std::string label = key_label(observation.key, indicator, config);
  auto row = std::find_if(sheet.rows.begin(), sheet.rows.end(), [&](const WantedRow& r) { return r.label == label; });
  if (row == sheet.rows.end()) {
    sheet.rows.push_back({label, indicator.unit.str(), indicator.definition, {}});
    row = sheet.rows.end() - 1;
  }
  row->blank.emplace_back(observation.key.period, cell);
}

void in_sheet_order(WantedSheet& sheet) {
  const auto by_cell = [](const auto& a, const auto& b) { return place_of(a.second) < place_of(b.second); };
  for (WantedRow& row : sheet.rows) std::sort(row.blank.begin(), row.blank.end(), by_cell);
  std::sort(sheet.rows.begin(), sheet.rows.end(), [&](const WantedRow& a, const WantedRow& b) {
    return place_of(a.blank.front().second) < place_of(b.blank.front().second);
  });
}

}  // namespace

std::vector<WantedSheet> wanted(const ingest::Result& returns, const catalog::Catalog& catalog, const Config& config,
                                const std::string& returns_map) {
  Sheets sheets;
  for (const store::Origin& origin : returns.cells) sheets.at(origin.file, origin.sheet);
  for (const auto& [key, observation] : returns.store.all()) {
    const catalog::Indicator* indicator = catalog.by_code(key.indicator);
    if (!indicator || observation.origins.empty()) continue;
    const store::Origin& origin = observation.origins.front();
    if (observation.value)
      ++sheets.at(origin.file, origin.sheet).filled;
    else if (observation.status == ObsStatus::missing)
      add_blank(sheets.at(origin.file, origin.sheet), observation, origin.cell, *indicator, config);
  }
  Diagnostics reported_elsewhere;
  for (const ingest::Block& block : ingest::read_map(returns_map, reported_elsewhere)) {
    if (block.register_name.empty() || block.files.empty()) continue;
    const auto same = std::find_if(returns.registers.begin(), returns.registers.end(),
                                   [&](const store::Register& r) { return r.name == block.register_name; });
    if (same != returns.registers.end() && !same->rows.empty()) continue;
    sheets.at("returns/" + block.files[0], block.sheets.empty() ? "" : block.sheets[0])
        .registers.push_back(block.register_name);
  }
  for (WantedSheet& sheet : sheets.list()) {
    in_sheet_order(sheet);
    sheet.history = is_history(sheet.file.substr(sheet.file.find('/') + 1));
  }
  return sheets.take();
}

std::string wanted_page(const std::vector<WantedSheet>& sheets, const Config& config) {
  std::string page = fmt::format(
      "# "
      "{}年填报清单\n\n{}　{}"
      "\n\n下列单元格还空着。有数的填数，确实为零的填0，不适用的填“－”，暂时没有数据的留空；填好后重新生成报告即可。"
      "清单由程序按报表生成，不是报告的一部分。\n",
      config.year, config.region.name, config.title);
  std::string file;
  for (const WantedSheet& sheet : sheets) {
    if (sheet.history || (sheet.rows.empty() && sheet.registers.empty())) continue;
    if (sheet.file != file) page += fmt::format("\n## {}\n", file = sheet.file);
    page += fmt::format("\n### {}\n\n", sheet.sheet.empty() ? "（唯一的工作表）" : sheet.sheet);
    for (const std::string& name : sheet.registers) page += fmt::format("名录“{}”：一行一件。\n", name);
    if (sheet.rows.empty()) continue;
    page += "| 指标 | 单位 | 空着的单元格 | 解释 |\n|---|---|---|---|\n";
    for (const WantedRow& row : sheet.rows) {
      std::string cells;
      for (const auto& [period, cell] : row.blank)
        cells += fmt::format("{}{} {}", cells.empty() ? "" : "、", period.chinese(), cell);
      page += fmt::format("| {} | {} | {} | {} |\n", row.label, row.unit, cells, row.definition);
    }
  }
  return page;
}

}  // namespace zh::project
