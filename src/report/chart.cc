#include <algorithm>

#include "base/text.h"
#include "report/axis.h"
#include "report/blocks.h"
#include "report/cases.h"
#include "report/codes.h"
#include "report/ordering.h"
#include "report/print.h"

namespace zh::report {
namespace {

using document::ChartSeries;
using document::ChartType;

struct TypeName {
  const char* word;
  ChartType type;
  const char* chinese;
};
constexpr TypeName kTypes[] = {
    {"column", ChartType::column, "柱形图"},
    {"bar", ChartType::bar, "条形图"},
    {"line", ChartType::line, "折线图"},
    {"column-line", ChartType::column_line, "柱形折线组合图"},
    {"stacked-column", ChartType::stacked_column, "堆积柱形图"},
    {"stacked-bar", ChartType::stacked_bar, "堆积条形图"},
    {"pie", ChartType::pie, "饼图"},
    {"doughnut", ChartType::doughnut, "圆环图"},
};

/// A series as it is written: one expression for all categories, or one for each.
struct Source {
  ChartSeries series;
  std::vector<std::optional<expr::Expression>> expressions;
  std::string split;                     ///< selector of a series that is a member
  std::optional<expr::Context> context;  ///< of it
  std::vector<expr::Value> values;       ///< as shown
  Location where;
};

class ChartBuilder {
 public:
  ChartBuilder(Session& session, const Piece& piece, const std::string& number)
      : session_(session), body_(piece.text, *session.source, piece.first_line, piece.where, session.faults) {
    where_ = piece.where;
    figure_.id = piece.id;
    figure_.number = number;
    place_ = {.kind = Place::Kind::figure,
              .section = session.section,
              .id = piece.id,
              .number = number,
              .file = session.source->name,
              .line = piece.where.line};
  }

  document::Figure build() {
    if (!body_.valid()) return std::move(figure_);
    caption();
    type();
    read_series();
    const expr::Context base = base_context(session_, body_);
    read_categories(base);
    arrange();
    split(base);
    for (std::size_t i = 0; i < sources_.size(); ++i) fill(sources_[i], static_cast<int>(i));
    add_rest(base);
    units();
    labels();
    notes();
    body_.finish();
    for (Source& source : sources_) figure_.chart.series.push_back(std::move(source.series));
    const auto shown = [](const ChartSeries& series) {
      return std::any_of(series.points.begin(), series.points.end(), [](const auto& point) { return point.value.has_value(); });
    };
    const std::vector<ChartSeries>& all = figure_.chart.series;
    if (!all.empty() && !categories_.empty() && std::none_of(all.begin(), all.end(), shown))
      session_.faults.add(kNothingShown, {where_});
    for (const Category& category : categories_) figure_.chart.categories.push_back(category.label);
    figure_.alternative = alternative();
    return std::move(figure_);
  }

 private:
  WeaveOptions options(Place::Kind kind) const {
    WeaveOptions out;
    out.place = place_;
    out.place.kind = kind;
    out.anchor = figure_.id + "/" + (kind == Place::Kind::note ? "note" : "caption");
    return out;
  }

  void caption() {
    if (const Node* node = body_.text("caption", true))
      figure_.caption = weave_text(session_, node->text, node->where, options(Place::Kind::caption));
  }

  void type() {
    const Node* node = body_.text("type");
    if (!node) return;
    std::vector<std::string> words;
    for (const TypeName& t : kTypes) {
      if (node->text == t.word) {
        figure_.chart.type = t.type;
        chinese_type_ = t.chinese;
        return;
      }
      words.emplace_back(t.word);
    }
    std::string expected;
    for (const std::string& word : words) expected += (expected.empty() ? "" : ", ") + word;
    body_.wrong(*node, "type", expected);
  }

  void read_series() {
    const Node* value = body_.text("value");
    if (value) add_series(*value, value);
    for (const Node* node : body_.list("series")) {
      if (node->kind == Node::Kind::text)
        add_series(*node, node);
      else if (node->kind == Node::Kind::table)
        series_table(*node);
      else
        body_.wrong(*node, "series", "[{ value = \"…\" }]");
    }
    if (!value && !body_.find("series")) session_.faults.add(kMissingKey, {body_.where()}, {{"key", "series"}});
  }

  Source& add_series(const Node& node, const Node* value) {
    Source source;
    source.where = node.where;
    if (value) {
      source.expressions.push_back(compile_value(session_, value->text, value->where));
      const auto& x = source.expressions.back();
      if (x) source.series.name = x->type().indicator ? x->type().indicator->name : x->text();
    }
    sources_.push_back(std::move(source));
    return sources_.back();
  }

  void series_table(const Node& node) {
    Body body(node, session_.faults);
    const Node* value = body.text("value");
    const std::vector<const Node*> values = body.texts("values");
    if (!value && values.empty()) session_.faults.add(kMissingKey, {node.where}, {{"key", "value"}});
    Source& source = add_series(node, value);
    for (const Node* each : values) source.expressions.push_back(compile_value(session_, each->text, each->where));
    if (!values.empty()) each_ = true;
    if (const Node* name = body.text("name")) source.series.name = name->text;
    source.series.line = body.boolean("line", figure_.chart.type == ChartType::line);
    source.series.secondary = body.boolean("secondary", false);
    body.finish();
  }

  std::vector<const expr::Expression*> expressions() const {
    std::vector<const expr::Expression*> out;
    for (const Source& source : sources_)
      for (const auto& x : source.expressions)
        if (x) out.push_back(&*x);
    return out;
  }

  void read_categories(const expr::Context& base) {
    const std::vector<const Node*> names = body_.texts("categories");
    if (!names.empty() || each_) {
      for (const Node* name : names) categories_.push_back({name->text, "", base});
      if (names.empty()) session_.faults.add(kMissingKey, {body_.where()}, {{"key", "categories"}});
      return;
    }
    if (const Node* by = body_.text("by"))
      categories_ = categories(session_, body_, *by, expressions(), base);
    else
      categories_ = year_categories(session_, body_, base);
  }

  /// top, sort: the categories by the first series' values.
  void arrange() {
    ordering_ = read_ordering(session_, body_);
    const std::vector<const expr::Expression*> all = expressions();
    if (!ordering_.any() || all.empty() || each_) return;
    Ordered ordered = order(session_, ordering_, std::move(categories_), *all.front());
    const Node* by = body_.text("by");
    if (auto note = ties_note(session_, ordering_, ordered, *all.front(), by ? by->text : "年", options(Place::Kind::note)))
      remarks_.generated.push_back(std::move(*note));
    categories_ = std::move(ordered.listed);
  }

  /// rest: what is not listed, as one more category, so that the parts make a whole.
  void add_rest(const expr::Context& base) {
    if (ordering_.rest.empty() || each_ || !ordering_.top) return;
    Category rest{ordering_.rest, "", base};
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      Source& source = sources_[i];
      if (source.expressions.empty() || !source.expressions[0]) continue;
      const expr::Expression& x = *source.expressions[0];
      expr::Context context = base;
      context.of_whole = true;
      const expr::Value value = remainder(value_of(session_, x, context), source.values, x.text() + "其余");
      source.series.points.push_back(
          record(value, x.text(), static_cast<int>(categories_.size()), static_cast<int>(i), ordering_.rest));
      if (!value.number) (value.status == ObsStatus::suppressed ? withheld_ : gaps_).emplace_back(&source, categories_.size());
    }
    categories_.push_back(std::move(rest));
  }

  /// One series a member: what is written once is drawn for each.
  void split(const expr::Context& base) {
    const Node* by = body_.text("split");
    if (!by) return;
    split_by_region_ = is_regions(by->text);
    std::vector<Source> all;
    for (const Source& source : sources_) {
      std::vector<const expr::Expression*> own;
      if (!source.expressions.empty() && source.expressions[0]) own.push_back(&*source.expressions[0]);
      for (const Category& member : categories(session_, body_, *by, own, base)) {
        Source one = source;
        one.series.name = sources_.size() > 1 ? member.label + source.series.name : member.label;
        one.split = member.selector;
        one.context = member.context;
        all.push_back(std::move(one));
      }
    }
    sources_ = std::move(all);
  }

  void fill(Source& source, int column) {
    std::optional<Unit> unit;
    const bool by_years = categories_.size() > 1 && !each_ && categories_[0].context.period != categories_[1].context.period;
    if (by_years && !source.expressions.empty() && source.expressions[0] && source.expressions[0]->names_period())
      session_.faults.add(kFixedPeriod, {source.where}, {{"x", source.expressions[0]->text()}});
    for (std::size_t i = 0; i < categories_.size(); ++i) {
      document::ChartPoint point;
      const std::size_t which = source.expressions.size() > 1 || each_ ? i : 0;
      if (which < source.expressions.size() && source.expressions[which]) {
        const expr::Expression& x = *source.expressions[which];
        expr::Context context = categories_[i].context;
        if (source.context) {
          for (const auto& [breakdown, member] : source.context->members) context.members[breakdown] = member;
          if (split_by_region_) context.region = source.context->region;
        }
        const expr::Value value = value_of(session_, x, context);
        if (!unit) unit = value.number ? value.unit : x.type().unit;
        if (value.number && value.unit != *unit)
          session_.faults.add(kMixedUnits, {source.where}, {{"a", unit->str()}, {"b", value.unit.str()}});
        point = record(value, selected(x.text(), {categories_[i].selector, source.split}), static_cast<int>(i), column,
                       each_ ? categories_[i].label : "");
        remember(source, value, i);
        source.values.push_back(value);
      }
      source.series.points.push_back(std::move(point));
    }
    if (each_ && !source.expressions.empty() && source.expressions.size() != categories_.size())
      session_.faults.add(
          kRowLength, {source.where},
          {{"count", std::to_string(source.expressions.size())}, {"columns", std::to_string(categories_.size())}});
    if (unit) source.series.unit = unit->str();
    if (unit) units_.push_back({*unit, source.series.secondary, source.where});
  }

  document::ChartPoint record(const expr::Value& value, const std::string& expression, int row, int column,
                              const std::string& key) {
    document::ChartPoint point;
    point.status = value.status;
    if (!value.number) return point;
    const Printed printed = print(value, session_.input.context.rounding);
    point.value = printed.number;
    Place place = place_;
    place.row = row + 1;
    place.column = column + 1;
    Fact fact{.expression = expression, .value = value, .text = printed.text(), .figure = printed.figure};
    const Fact& recorded = session_.record(figure_.id, std::move(fact), key, std::move(place));
    point.fact = recorded.id;
    if (recorded.decided) point.value = Decimal::parse(recorded.figure);
    return point;
  }

  void remember(const Source& source, const expr::Value& value, std::size_t category) {
    if (!value.number) {
      (value.status == ObsStatus::suppressed ? withheld_ : gaps_).emplace_back(&source, category);
      return;
    }
    remarks_.see(value, categories_[category].label + source.series.name);
    see_rates(session_, remarks_, value);
  }

  void units() {
    document::ChartSpec& chart = figure_.chart;
    for (const bool secondary : {false, true}) {
      const SeriesUnit* first = nullptr;
      for (const SeriesUnit& u : units_) {
        if (u.secondary != secondary) continue;
        if (!first)
          first = &u;
        else if (u.unit != first->unit)
          session_.faults.add(kMixedUnits, {u.where}, {{"a", first->unit.str()}, {"b", u.unit.str()}});
      }
      std::string& title = secondary ? chart.secondary_axis_title : chart.axis_title;
      const bool is_round = chart.type == ChartType::pie || chart.type == ChartType::doughnut;
      if (is_round && !secondary && !is_one_whole()) session_.faults.add(kRound, {body_.where()});
      if (first && !is_round && !first->unit.str().empty()) title = "单位：" + first->unit.str();
      if (const Node* node = body_.text(secondary ? "secondary_axis" : "axis")) title = node->text;
    }
  }

  bool is_one_whole() const {
    if (sources_.size() > 1) return false;
    for (const Source& source : sources_)
      for (const document::ChartPoint& point : source.series.points)
        if (point.value && point.value->is_negative()) return false;
    return true;
  }

  void labels() {
    document::ChartSpec& chart = figure_.chart;
    const bool is_round = chart.type == ChartType::pie || chart.type == ChartType::doughnut;
    chart.label_value = !is_round;
    chart.label_percent = chart.label_name = is_round;
    if (body_.find("labels")) {
      chart.label_value = chart.label_percent = chart.label_name = false;
      for (const Node* label : body_.texts("labels")) {
        if (label->text == "value")
          chart.label_value = true;
        else if (label->text == "percent")
          chart.label_percent = true;
        else if (label->text == "name")
          chart.label_name = true;
        else
          body_.wrong(*label, "labels", "value, percent, name");
      }
    }
    if (const auto decimals = body_.integer("percent_decimals", 0, 4)) chart.percent_decimals = *decimals;
  }

  using Gaps = std::vector<std::pair<const Source*, std::size_t>>;

  /// What is not there, in as few words as say it: all of the chart, all of a series, or the single values.
  std::vector<std::string> names_of(const Gaps& gaps) const {
    std::vector<std::string> names;
    std::size_t values = 0;
    for (const Source& source : sources_) values += source.series.points.size();
    if (gaps.size() == values && values > 1) return {"全部"};
    for (const auto& [source, category] : gaps) {
      const document::ChartSeries& series = source->series;
      const auto own =
          std::count_if(gaps.begin(), gaps.end(), [&source = source](const auto& gap) { return gap.first == source; });
      const bool whole = own > 1 && static_cast<std::size_t>(own) == series.points.size();
      const std::string name = whole ? series.name : series.name + "（" + categories_[category].label + "）";
      if (names.empty() || names.back() != name) names.push_back(name);
    }
    return names;
  }

  void notes() {
    std::string withheld;
    for (const std::string& name : names_of(withheld_)) withheld += (withheld.empty() ? "" : "、") + name;
    if (!withheld.empty()) remarks_.generated.push_back({document::Text{withheld + "不公布，图中空缺。"}});
    figure_.notes = notes_of(session_, body_.texts("notes"), remarks_, names_of(gaps_), options(Place::Kind::note));
  }

  /// 柱形图：…。主营业务收入（亿元）：2021年2549，2022年缺失，2023年3612。
  std::string alternative() const {
    std::string out = std::string(chinese_type_) + "：" + document::plain_text(figure_.caption) + "。";
    for (const ChartSeries& series : figure_.chart.series) {
      out += series.name + (series.unit.empty() ? "" : "（" + series.unit + "）") + "：";
      for (std::size_t i = 0; i < series.points.size(); ++i) {
        const document::ChartPoint& point = series.points[i];
        const bool estimated = point.status == ObsStatus::estimated;
        out += (i == 0 ? "" : "，") + categories_[i].label +
               (point.value ? (estimated ? "约" : "") + point.value->str()
                            : std::string(point.status == ObsStatus::suppressed ? "不公布" : "缺失"));
      }
      out += "。";
    }
    return out;
  }

  struct SeriesUnit {
    Unit unit;
    bool secondary;
    Location where;
  };

  Session& session_;
  Body body_;
  document::Figure figure_;
  Place place_;
  std::vector<Source> sources_;
  std::vector<Category> categories_;
  std::vector<SeriesUnit> units_;
  std::vector<std::pair<const Source*, std::size_t>> gaps_, withheld_;  ///< series and category without a value
  Ordering ordering_;
  Remarks remarks_;
  Location where_;
  const char* chinese_type_ = "柱形图";
  bool split_by_region_ = false;
  bool each_ = false;  ///< series list a value for each category
};

}  // namespace

document::Figure build_chart(Session& session, const Piece& piece, const std::string& number) {
  return ChartBuilder(session, piece, number).build();
}

}  // namespace zh::report
