#include "readback/docx_chart.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "base/text.h"
#include "formats/number_format.h"
#include "formats/sheet.h"
#include "formats/xlsx_parts.h"

namespace zh::readback {
namespace {

using formats::attribute;

constexpr int kMaxPoints = 10000, kMaxSeries = 255;

/// One list of a series: its name, its categories or its values.
struct Points {
  std::map<int, std::string> by_index;
  std::string reference;  ///< 'Sheet 1'!$B$2:$B$5
  std::string format;
};

struct Series {
  Points name, categories, values;
};

class ChartPart final : public formats::XmlHandler {
 public:
  std::vector<Series> series;
  std::string title, workbook;  ///< relationship of the embedded workbook

  bool start(std::string_view name, const Attributes& attributes) override {
    path_.emplace_back(name);
    take_ = false;
    if (name == "c:ser") {
      if (series.size() < kMaxSeries) series.emplace_back();
      points_ = nullptr;
    } else if (name == "c:tx" || name == "c:cat" || name == "c:xVal" || name == "c:val" || name == "c:yVal") {
      points_ = nullptr;
      if (in("c:ser")) {
        Series& s = series.back();
        points_ = name == "c:tx" ? &s.name : name == "c:cat" || name == "c:xVal" ? &s.categories : &s.values;
        index_ = 0;
        first_level_ = true;
      }
    } else if (name == "c:pt") {
      index_ = 0;
      const std::string_view text = attribute(attributes, "idx");
      std::from_chars(text.data(), text.data() + text.size(), index_);
    } else if (name == "c:numFmt" && in("c:dLbls") && in("c:ser")) {
      if (attribute(attributes, "sourceLinked") != "1") labels_format_ = attribute(attributes, "formatCode");
    } else if (name == "c:showVal" && in("c:dLbls") && in("c:ser")) {
      labels_show_values_ = labels_show_values_ || attribute(attributes, "val") == "1";
    } else if (name == "c:externalData") {
      workbook = attribute(attributes, "r:id");
    }
    take_ = name == "c:v" || name == "c:f" || name == "c:formatCode" || name == "a:t";
    text_.clear();
    return true;
  }

  bool end(std::string_view name) override {
    if (take_ && points_ && in("c:ser")) {
      if (name == "c:v" && first_level_ && index_ >= 0 && index_ < kMaxPoints) points_->by_index.emplace(index_, text_);
      if (name == "c:f") points_->reference = text_;
      if (name == "c:formatCode") points_->format = text_;
    }
    if (take_ && name == "a:t" && in("c:title") && !in("c:catAx") && !in("c:valAx")) title += text_;
    if (name == "c:lvl") first_level_ = false;
    if (name == "c:ser") {
      // What the labels show is what a reader reads; those of a pie may show shares only.
      if (labels_show_values_ && !labels_format_.empty() && labels_format_ != "General" && !series.empty())
        series.back().values.format = labels_format_;
      labels_format_.clear();
      labels_show_values_ = false;
    }
    if (name == "c:tx" || name == "c:cat" || name == "c:val" || name == "c:xVal" || name == "c:yVal") points_ = nullptr;
    take_ = false;
    path_.pop_back();
    return true;
  }

  void characters(std::string_view text) override {
    if (take_) text_ += text;
  }

 private:
  bool in(std::string_view name) const { return std::find(path_.begin(), path_.end(), name) != path_.end(); }

  std::vector<std::string> path_;
  Points* points_ = nullptr;
  std::string text_, labels_format_;
  int index_ = 0;
  bool take_ = false, first_level_ = true, labels_show_values_ = false;
};

/// Fills what a chart has no cache for from its workbook.
class EmbeddedWorkbook {
 public:
  explicit EmbeddedWorkbook(std::optional<formats::Workbook> book) : book_(std::move(book)) {}

  bool readable() const { return book_ && !book_->sheets.empty(); }

  /// What stands where `points` refer to; nullopt when that is nowhere.
  std::optional<std::map<int, std::string>> referred(const Points& points) const {
    const std::optional<Area> area = readable() ? area_of(points.reference) : std::nullopt;
    if (!area) return std::nullopt;
    return cells(*area, true);
  }
  std::map<int, std::string> column(int column, int first_row, int rows) const {
    return cells({&book_->sheets.front(), first_row, column, first_row + rows - 1, column}, true);
  }

  void fill(Points& points) const {
    if (!points.by_index.empty() || points.reference.empty() || !book_) return;
    const std::optional<Area> area = area_of(points.reference);
    if (!area) return;
    points.by_index = cells(*area, false);
    points.format.clear();
  }

 private:
  struct Area {
    const formats::Sheet* sheet;
    int first_row, first_column, last_row, last_column;
  };

  std::optional<Area> area_of(const std::string& reference) const {
    const std::size_t mark = reference.rfind('!');
    if (mark == std::string::npos) return std::nullopt;
    std::string name = reference.substr(0, mark), area = reference.substr(mark + 1);
    if (name.size() >= 2 && name.front() == '\'') name = name.substr(1, name.size() - 2);
    area.erase(std::remove(area.begin(), area.end(), '$'), area.end());
    const std::size_t colon = area.find(':');
    int r1 = 0, c1 = 0, r2 = 0, c2 = 0;
    if (!formats::parse_cell_name(area.substr(0, colon), r1, c1)) return std::nullopt;
    r2 = r1, c2 = c1;
    if (colon != std::string::npos && !formats::parse_cell_name(area.substr(colon + 1), r2, c2)) return std::nullopt;
    for (const formats::Sheet& sheet : book_->sheets)
      if (sheet.name == name) return Area{&sheet, r1, c1, r2, c2};
    return std::nullopt;
  }

  /// By their running number; `exact`: numbers as stored, not as shown.
  static std::map<int, std::string> cells(const Area& area, bool exact) {
    std::map<int, std::string> out;
    int index = 0;
    for (int r = area.first_row; r <= area.last_row && index < kMaxPoints; ++r)
      for (int c = area.first_column; c <= area.last_column && index < kMaxPoints; ++c, ++index) {
        const formats::Cell& cell = area.sheet->at(r, c);
        std::string text = exact && cell.number ? cell.number->str() : cell.shown;
        if (!text.empty()) out.emplace(index, std::move(text));
      }
    return out;
  }

  std::optional<formats::Workbook> book_;
};

/// The workbook that a chart part carries.
EmbeddedWorkbook workbook_of(const formats::ZipReader& zip, const std::string& path, const std::string& relationship) {
  formats::Relationships links;
  links.folder = formats::folder_of(path);
  const auto rels = zip.read(formats::relationships_of(path));
  if (relationship.empty() || !rels || !formats::parse_xml(*rels, links, nullptr)) return EmbeddedWorkbook(std::nullopt);
  const auto found = links.by_id.find(relationship);
  const auto bytes = found == links.by_id.end() ? std::nullopt : zip.read(found->second.path);
  Diagnostics ignored;  // a broken workbook leaves the caches as they are
  return EmbeddedWorkbook(bytes ? formats::read_xlsx(*bytes, found->second.path, ignored) : std::nullopt);
}

std::vector<std::string> listed(const std::map<int, std::string>& by_index, std::size_t count) {
  std::vector<std::string> out(count);
  for (const auto& [index, text] : by_index) {
    if (static_cast<std::size_t>(index) >= count) continue;
    const auto number = Decimal::parse_stored_double(text);
    out[static_cast<std::size_t>(index)] = number ? number->str() : text;
  }
  return out;
}

std::u32string shown(const std::string& value, const std::string& format) {
  if (const auto number = Decimal::parse_stored_double(value)) {
    if (format.empty() || format == "General") return to_u32(number->str());
    const formats::NumberFormat parsed = formats::parse_number_format(format);
    if (parsed.kind == formats::NumberFormat::Kind::date) return to_u32(formats::show_date(*number, parsed, false));
    return to_u32(formats::show_number(*number, parsed).text);
  }
  return to_u32(value);
}

/// The number of the workbook if it is another one than is shown; empty: it is not, or one of them is no number.
std::string other_number(const std::string& shown, const std::map<int, std::string>& stored, int point) {
  const auto found = stored.find(point);
  if (found == stored.end()) return {};
  const auto a = Decimal::parse_stored_double(shown), b = Decimal::parse_stored_double(found->second);
  return a && b && *a != *b ? b->str() : std::string();
}

FlowBlock paragraph(std::u32string text, std::size_t part) {
  FlowBlock block;
  block.pieces.push_back({std::move(text), Piece::kNowhere, part, {}});
  return block;
}

}  // namespace

std::vector<FlowBlock> read_docx_chart(const formats::ZipReader& zip, const std::string& path, std::size_t part) {
  ChartPart chart;
  const auto xml = zip.read(path);
  if (!xml || !formats::parse_xml(*xml, chart, nullptr) || chart.series.empty()) return {};
  const bool cached =
      std::all_of(chart.series.begin(), chart.series.end(), [](const Series& s) { return !s.values.by_index.empty(); });
  const EmbeddedWorkbook book = workbook_of(zip, path, chart.workbook);
  if (!cached)
    for (Series& series : chart.series) book.fill(series.name), book.fill(series.categories), book.fill(series.values);
  auto table = std::make_unique<FlowTable>();
  table->chart = true;
  table->header_rows = 1;
  table->columns = static_cast<int>(chart.series.size()) + 1;
  int points = 0;
  std::map<int, std::string> categories;
  for (const Series& s : chart.series) {
    if (!s.values.by_index.empty()) points = std::max(points, s.values.by_index.rbegin()->first + 1);
    if (categories.empty()) categories = s.categories.by_index;
  }
  if (points == 0) return {};
  table->rows = points + 1;
  const auto put = [&](int row, int column, std::u32string text) {
    FlowCell cell;
    cell.row = row;
    cell.column = column;
    if (!text.empty()) cell.blocks.push_back(paragraph(std::move(text), part));
    table->cells.push_back(std::move(cell));
  };
  std::vector<std::map<int, std::string>> stored;  // by series: what the workbook holds where the chart refers to
  for (const Series& s : chart.series) stored.push_back(book.referred(s.values).value_or(std::map<int, std::string>()));
  put(0, 0, {});
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    const auto& name = chart.series[s].name.by_index;
    put(0, static_cast<int>(s) + 1, name.empty() ? std::u32string() : to_u32(name.begin()->second));
  }
  for (int p = 0; p < points; ++p) {
    const auto category = categories.find(p);
    put(p + 1, 0, category == categories.end() ? std::u32string() : to_u32(category->second));
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
      const Points& values = chart.series[s].values;
      const auto value = values.by_index.find(p);
      put(p + 1, static_cast<int>(s) + 1,
          value == values.by_index.end() ? std::u32string() : shown(value->second, values.format));
      if (cached && value != values.by_index.end()) table->cells.back().stored = other_number(value->second, stored[s], p);
    }
  }
  std::vector<FlowBlock> out;
  if (!trim(chart.title).empty()) {
    out.push_back(paragraph(to_u32(chart.title), part));
    out.back().caption = true;
  }
  FlowBlock block{.kind = FlowBlock::Kind::table};
  block.table = std::move(table);
  out.push_back(std::move(block));
  return out;
}

DocxChartData read_docx_chart_data(const formats::ZipReader& zip, const std::string& path) {
  DocxChartData out;
  out.part = path;
  ChartPart chart;
  const auto xml = zip.read(path);
  if (!xml || !formats::parse_xml(*xml, chart, nullptr)) return out;
  const EmbeddedWorkbook book = workbook_of(zip, path, chart.workbook);
  out.has_workbook = book.readable();
  std::size_t count = 0;
  const auto last = [&](const std::map<int, std::string>& points) {
    if (!points.empty()) count = std::max(count, static_cast<std::size_t>(points.rbegin()->first) + 1);
  };
  for (const Series& series : chart.series) last(series.categories.by_index), last(series.values.by_index);
  const auto workbook = [&](const Points& points, int column, int row, std::size_t rows) {
    const auto referred = book.referred(points);
    return listed(referred ? *referred : book.column(column, row, static_cast<int>(rows)), rows);
  };
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    const Series& series = chart.series[s];
    DocxChartData::Series& into = out.series.emplace_back();
    if (!series.name.by_index.empty()) into.name = series.name.by_index.begin()->second;
    into.values.cached = listed(series.values.by_index, count);
    if (out.categories.cached.empty() && !series.categories.by_index.empty())
      for (const auto& [index, text] : series.categories.by_index) {
        out.categories.cached.resize(static_cast<std::size_t>(index) + 1);
        out.categories.cached.back() = text;
      }
    if (!out.has_workbook) continue;
    const int column = static_cast<int>(s) + 1;
    into.values.workbook = workbook(series.values, column, 1, count);
    into.workbook_name = workbook(series.name, column, 0, 1).front();
    if (s == 0) out.categories.workbook = workbook(series.categories, 0, 1, count);
  }
  return out;
}

}  // namespace zh::readback
