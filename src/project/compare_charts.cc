#include "project/compare_charts.h"

#include <algorithm>

#include "base/text.h"

namespace zh::project {
namespace {

using readback::DocxChartData;

/// Numbers are equal by value, words without white space and forms of width.
bool same(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const auto x = Decimal::parse(a), y = Decimal::parse(b);
  if (x && y) return *x == *y;
  return fold_label(a) == fold_label(b);
}

std::string at(const std::vector<std::string>& list, std::size_t i) { return i < list.size() ? list[i] : std::string(); }

/// A chart of the project beside what became of it.
class ChartPair {
 public:
  ChartPair(const Model& model, const document::Figure& figure, const DocxChartData& found, const Bases& bases, Comparison& out)
      : model_(model), figure_(figure), found_(found), bases_(bases), out_(out) {}

  void run() {
    ++out_.charts;
    const document::ChartSpec& chart = figure_.chart;
    if (!found_.has_workbook) {
      Difference d = difference(figure_.number);
      d.change = Difference::Change::unbound;
      d.in_workbook = true;
      out_.differences.push_back(std::move(d));
    }
    for (std::size_t c = 0; c < chart.categories.size(); ++c)
      label(figure_.number + "第" + std::to_string(c + 1) + "项", chart.categories[c], at(found_.categories.cached, c),
            at(found_.categories.workbook, c));
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
      if (s >= found_.series.size()) {
        Difference d = difference(figure_.number + " " + chart.series[s].name);
        d.change = Difference::Change::removed;
        d.before = chart.series[s].name;
        for (const document::ChartPoint& point : chart.series[s].points)
          if (!point.fact.empty()) d.lost.push_back(point.fact);
        out_.facts += static_cast<int>(d.lost.size());
        out_.differences.push_back(std::move(d));
        continue;
      }
      series(chart.series[s], found_.series[s]);
    }
    for (std::size_t s = chart.series.size(); s < found_.series.size(); ++s) {
      Difference d = difference(figure_.number + " " + found_.series[s].name);
      d.change = Difference::Change::added;
      d.after = found_.series[s].name;
      out_.differences.push_back(std::move(d));
    }
  }

 private:
  static Difference difference(std::string place) {
    Difference d;
    d.subject = Difference::Subject::chart;
    d.place = std::move(place);
    return d;
  }

  void series(const document::ChartSeries& expected, const DocxChartData::Series& found) {
    label(figure_.number + "图例", expected.name, found.name, found.workbook_name);
    const std::size_t count =
        std::max({figure_.chart.categories.size(), found.values.cached.size(), found.values.workbook.size()});
    for (std::size_t c = 0; c < count; ++c) {
      const document::ChartPoint* point = c < expected.points.size() ? &expected.points[c] : nullptr;
      const std::string before = point && point->value ? point->value->str() : std::string();
      const std::string cached = at(found.values.cached, c), workbook = at(found.values.workbook, c);
      const report::Fact* fact = point ? model_.report.ledger.find(point->fact) : nullptr;
      if (fact) ++out_.facts;
      const std::string category =
          c < figure_.chart.categories.size() ? figure_.chart.categories[c] : at(found_.categories.cached, c);
      const std::size_t first = out_.differences.size();
      sides(figure_.number + " " + expected.name + " " + category, before, cached, workbook);
      for (std::size_t i = first; i < out_.differences.size(); ++i) value(out_.differences[i], fact, expected.unit);
      if (fact && first == out_.differences.size()) ++out_.agree;
    }
  }

  /// One difference when both sides say the same new thing, else one for each that changed.
  void sides(const std::string& place, const std::string& before, const std::string& cached, const std::string& workbook) {
    const bool cache_differs = !same(before, cached), workbook_differs = found_.has_workbook && !same(before, workbook);
    const auto put = [&](const std::string& after, bool in_cache, bool in_workbook, const std::string& other) {
      Difference d = difference(place);
      d.before = before;
      d.after = after;
      d.in_cache = in_cache;
      d.in_workbook = in_workbook;
      d.other_side = other;
      d.change = after.empty()    ? Difference::Change::removed
                 : before.empty() ? Difference::Change::added
                                  : Difference::Change::changed;
      out_.differences.push_back(std::move(d));
    };
    if (cache_differs && workbook_differs && same(cached, workbook)) {
      put(cached, true, true, "");
      return;
    }
    if (cache_differs) put(cached, true, false, found_.has_workbook ? workbook : "");
    if (workbook_differs) put(workbook, false, true, cached);
  }

  void label(const std::string& place, const std::string& before, const std::string& cached, const std::string& workbook) {
    sides(place, before, cached, workbook);
  }

  /// What is more to say of a value: which fact it is, in its unit, and whether the data have the new one.
  void value(Difference& d, const report::Fact* fact, const std::string& unit) {
    if (fact) {
      d.fact = fact->id;
      d.expression = fact->expression;
      if (!fact->places.empty()) d.file = fact->places.front().file, d.line = fact->places.front().line;
    }
    const auto number = Decimal::parse(d.after);
    if (number) {
      d.judged = true;
      d.bases = bases_.of(*number, Unit::parse(unit).value_or(Unit{}), fact);
    }
    for (std::string* text : {&d.before, &d.after, &d.other_side})
      if (Decimal::parse(*text)) *text += unit;
  }

  const Model& model_;
  const document::Figure& figure_;
  const DocxChartData& found_;
  const Bases& bases_;
  Comparison& out_;
};

}  // namespace

void compare_charts(const Model& model, const std::vector<DocxChartData>& found, const Bases& bases, Comparison& result) {
  std::vector<const document::Figure*> figures;
  document::for_each_block(model.report.document.blocks, [&](const document::Block& block) {
    if (const auto* figure = std::get_if<document::Figure>(&block.content)) figures.push_back(figure);
  });
  // By the name of the drawing, which word processors keep; what has none, in the order of what is left.
  std::vector<const DocxChartData*> partner(figures.size(), nullptr);
  std::vector<bool> taken(found.size(), false);
  const auto take = [&](std::size_t figure, std::size_t chart) {
    partner[figure] = &found[chart];
    taken[chart] = true;
  };
  for (std::size_t i = 0; i < figures.size(); ++i)
    for (std::size_t k = 0; k < found.size(); ++k)
      if (!partner[i] && !taken[k] && !found[k].name.empty() && found[k].name == figures[i]->number) take(i, k);
  const bool same_number = figures.size() == found.size();
  for (std::size_t i = 0; same_number && i < figures.size(); ++i)
    if (!partner[i] && !taken[i]) take(i, i);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (partner[i]) {
      ChartPair(model, *figures[i], *partner[i], bases, result).run();
      continue;
    }
    Difference d;
    d.subject = Difference::Subject::chart;
    d.change = Difference::Change::removed;
    d.place = d.before = figures[i]->number;
    for (const document::ChartSeries& series : figures[i]->chart.series)
      for (const document::ChartPoint& point : series.points)
        if (!point.fact.empty()) d.lost.push_back(point.fact);
    result.facts += static_cast<int>(d.lost.size());
    result.differences.push_back(std::move(d));
  }
  for (std::size_t k = 0; k < found.size(); ++k) {
    if (taken[k]) continue;
    Difference d;
    d.subject = Difference::Subject::chart;
    d.change = Difference::Change::added;
    d.place = d.after = found[k].name.empty() ? found[k].part : found[k].name;
    result.differences.push_back(std::move(d));
  }
}

}  // namespace zh::project
