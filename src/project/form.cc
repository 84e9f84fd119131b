#include "project/form.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace zh::project {
namespace {

using render::FormCell;
using render::FormSheet;
using Look = FormCell::Look;

constexpr const char *kNameHeader = "指标名称", *kUnitHeader = "计量单位", *kMeaningHeader = "指标解释";
constexpr int kOpenRows = 12;  ///< of lists whose members the catalogue does not name, and of registers

/// Puts a form together line by line.
class FormBuilder {
 public:
  FormBuilder(const FormPlan& plan, const FormOccasion& occasion, int columns) : columns_(columns) {
    sheet_.name = plan.name;
    line(Look::title, fmt::format("{}年{}", occasion.year, plan.name));
    line(Look::line, fmt::format("地区：{}　　填报单位：{}　　填表人：　　　　　填报日期：　　　年　　月　　日",
                                 occasion.region, occasion.department));
  }
  void line(Look look, const std::string& text) {
    const int row = static_cast<int>(sheet_.rows.size());
    sheet_.rows.push_back({{look, text}});
    sheet_.merges.push_back({row, 0, row, columns_ - 1});
  }
  void row(std::vector<FormCell> cells) { sheet_.rows.push_back(std::move(cells)); }
  void header(const std::vector<std::string>& texts) {
    std::vector<FormCell> cells;
    for (const std::string& text : texts) cells.push_back({Look::header, text});
    row(std::move(cells));
    sheet_.frozen_rows = static_cast<int>(sheet_.rows.size());
  }
  FormSheet take(std::vector<int> widths) {
    sheet_.widths = std::move(widths);
    return std::move(sheet_);
  }

 private:
  FormSheet sheet_;
  int columns_;
};

std::vector<std::string> year_headers(const FormOccasion& occasion) {
  std::vector<std::string> headers;
  for (int year = occasion.year - occasion.years + 1; year <= occasion.year; ++year)
    headers.push_back(fmt::format("{}年", year));
  return headers;
}

void append_blanks(std::vector<FormCell>& cells, std::size_t count) { cells.resize(cells.size() + count, {Look::entry, ""}); }

constexpr const char* kHowToFill = "填表说明：有数的填数；确实为零的填0；不适用的填“－”或“/”；暂时没有数据的留空，不要填0。";

FormSheet indicator_form(const FormPlan& plan, const FormOccasion& occasion, const catalog::Catalog& catalog) {
  const std::vector<std::string> years = year_headers(occasion);
  FormBuilder form(plan, occasion, static_cast<int>(years.size()) + 3);
  std::vector<std::string> header{kNameHeader, kUnitHeader};
  header.insert(header.end(), years.begin(), years.end());
  header.push_back(kMeaningHeader);
  form.header(header);
  for (const std::string& name : plan.indicators) {
    const catalog::Indicator* indicator = catalog.find(name);
    if (!indicator) continue;
    std::vector<FormCell> cells{{Look::label, indicator->name}, {Look::label, indicator->unit.str()}};
    append_blanks(cells, years.size());
    cells.push_back({Look::remark, indicator->definition});
    form.row(std::move(cells));
  }
  form.line(Look::line, kHowToFill);
  std::vector<int> widths{30, 10};
  widths.resize(2 + years.size(), 13);
  widths.push_back(60);
  return form.take(std::move(widths));
}

const catalog::MemberList* members_of(const FormPlan& plan, const catalog::Catalog& catalog) {
  const catalog::Indicator* indicator = catalog.find(plan.measure);
  const auto by = indicator ? indicator->by.find(plan.by) : std::map<std::string, std::string>::const_iterator();
  return indicator && by != indicator->by.end() ? catalog.list(by->second) : nullptr;
}

FormSheet breakdown_form(const FormPlan& plan, const FormOccasion& occasion, const catalog::Catalog& catalog) {
  const catalog::Indicator* indicator = catalog.find(plan.measure);
  const catalog::MemberList* list = members_of(plan, catalog);
  const std::vector<std::string> years = year_headers(occasion);
  FormBuilder form(plan, occasion, static_cast<int>(years.size()) + 1);
  if (!list) return form.take({});
  form.line(Look::line, fmt::format("指标：{}　　单位：{}", indicator->name, indicator->unit.str()));
  std::vector<std::string> header{list->name};
  header.insert(header.end(), years.begin(), years.end());
  form.header(header);
  std::vector<std::string> labels = list->members;
  if (labels.empty()) labels.resize(kOpenRows);
  labels.push_back(list->total);
  for (const std::string& label : labels) {
    std::vector<FormCell> cells{{label.empty() ? Look::entry : Look::label, label}};
    append_blanks(cells, years.size());
    form.row(std::move(cells));
  }
  form.line(Look::line, kHowToFill);
  if (list->members.empty()) form.line(Look::line, "左列填名称，一行一项；行数不够的在中间加行。");
  form.line(Look::line, "指标解释：" + indicator->definition);
  std::vector<int> widths{36};
  widths.resize(1 + years.size(), 16);
  return form.take(std::move(widths));
}

FormSheet register_form(const FormPlan& plan, const FormOccasion& occasion) {
  FormBuilder form(plan, occasion, static_cast<int>(plan.columns.size()));
  std::vector<std::string> header;
  for (const auto& [text, field] : plan.columns) header.push_back(text);
  form.header(header);
  for (int i = 0; i < kOpenRows; ++i) {
    std::vector<FormCell> cells;
    append_blanks(cells, header.size());
    form.row(std::move(cells));
  }
  form.line(Look::line, "填表说明：一行一件，行数不够的自行加行。");
  return form.take(std::vector<int>(header.size(), 32));
}

}  // namespace

render::FormSheet blank_form(const FormPlan& plan, const FormOccasion& occasion, const catalog::Catalog& catalog) {
  if (!plan.register_name.empty()) return register_form(plan, occasion);
  if (!plan.measure.empty()) return breakdown_form(plan, occasion, catalog);
  return indicator_form(plan, occasion, catalog);
}

std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out + '"';
}

std::string form_block(const FormPlan& plan, const std::string& file, const catalog::Catalog& catalog) {
  const bool is_register = !plan.register_name.empty();
  std::string text = fmt::format("[[{}]]\nfile    = {}\nsheet   = {}\n", is_register ? "register" : "block", toml_text(file),
                                 toml_text(plan.name));
  if (is_register) {
    text += fmt::format("name    = {}\ncolumns = {{ ", toml_text(plan.register_name));
    for (std::size_t i = 0; i < plan.columns.size(); ++i)
      text += fmt::format("{}{} = {}", i ? ", " : "", toml_text(plan.columns[i].first), toml_text(plan.columns[i].second));
    return text + " }\n";
  }
  constexpr const char* kYears = "columns = { as = \"period\" }\n";
  constexpr const char* kMissing = "missing = { \"－\" = \"M\", \"/\" = \"M\", \"…\" = \"O\", \"……\" = \"O\", \"\" = \"O\" }\n";
  if (const catalog::MemberList* list = members_of(plan, catalog)) {
    const catalog::Indicator* indicator = catalog.find(plan.measure);
    return text + fmt::format("measure = {}\nunit    = {}\nrows    = {{ header = {}, as = {} }}\n{}total   = {}\n{}",
                              toml_text(indicator->code), toml_text(indicator->unit.str()), toml_text(list->name),
                              toml_text(plan.by), kYears, toml_text(list->total), kMissing);
  }
  return text +
         fmt::format("rows    = {{ header = {}, as = \"indicator\" }}\nunit    = {{ header = {} }}\n{}ignore  = [{}]\n{}",
                     toml_text(kNameHeader), toml_text(kUnitHeader), kYears, toml_text(kMeaningHeader), kMissing);
}

}  // namespace zh::project
