#include "render/docx_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/rational.h"
#include "base/text.h"
#include "formats/xml.h"
#include "render/palette.h"
#include "render/pie.h"
#include "render/xlsx_parts.h"

namespace zh::render {
namespace {

using document::ChartPoint;
using document::ChartSeries;
using document::ChartSpec;
using document::ChartType;
using formats::XmlWriter;

/// Series that are drawn alike against one value axis: one c:barChart or c:lineChart.
struct Group {
  bool line = false, secondary = false;
  std::vector<std::size_t> series;
};

bool is_round(ChartType t) { return t == ChartType::pie || t == ChartType::doughnut; }
bool is_horizontal(ChartType t) { return t == ChartType::bar || t == ChartType::stacked_bar; }
bool is_stacked(ChartType t) { return t == ChartType::stacked_column || t == ChartType::stacked_bar; }

/// 2 → "B": a column of the embedded workbook, from 1.
std::string column_letters(std::size_t column) {
  std::string name = cell_name(0, static_cast<int>(column) - 1);
  name.pop_back();
  return name;
}

/// Width by height of a pie's or doughnut's frame: see chart_height_mm, on the text width of GB/T 9704.
constexpr double kRoundAspect = 156.0 / 85;

constexpr std::string_view kInk = "262626", kPaper = "FFFFFF";

/// Ink that can be read on a filled area (luminance after Rec. 709, of the plain channel values).
std::string_view ink_on(std::string_view fill) {
  const auto channel = [&](std::size_t at) { return std::stoi(std::string(fill.substr(at, 2)), nullptr, 16); };
  return 2126 * channel(0) + 7152 * channel(2) + 722 * channel(4) < 1300000 ? kPaper : kInk;
}

/// A unit that is a sign is printed with each value; nouns stand in the axis title.
std::string value_format(int decimals, const std::string& unit) {
  std::string code = format_code(decimals);
  if (unit == "%" || unit == "‰") code += "\"" + unit + "\"";
  return code;
}

int max_decimals(const ChartSeries& series) {
  int most = 0;
  for (const ChartPoint& p : series.points)
    if (p.value) most = std::max(most, p.value->scale());
  return most;
}

class ChartWriter {
 public:
  ChartWriter(const ChartSpec& chart, const Layout& layout) : chart_(chart), layout_(layout) {}

  std::string write(const std::string& workbook) {
    w_.open("c:chartSpace")
        .attr("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart")
        .attr("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .attr("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
    value("c:date1904", "0").value("c:lang", "zh-CN").value("c:roundedCorners", "0");
    w_.open("c:chart");
    value("c:autoTitleDeleted", "1");
    w_.open("c:plotArea").leaf("c:layout");
    is_round(chart_.type) ? write_round() : write_with_axes();
    w_.close();
    if (wants_legend()) {
      w_.open("c:legend");
      value("c:legendPos", "b").value("c:overlay", "0");
      text_properties(900);
      w_.close();
    }
    value("c:plotVisOnly", "1").value("c:dispBlanksAs", "gap");
    w_.close();
    w_.raw("<c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>");
    text_properties(900);
    w_.open("c:externalData").attr("r:id", workbook);
    value("c:autoUpdate", "0");
    w_.close().close();
    return w_.take();
  }

 private:
  ChartWriter& value(std::string_view element, std::string_view v) {
    w_.leaf(element, {{"val", v}});
    return *this;
  }
  ChartWriter& value(std::string_view element, std::size_t v) { return value(element, std::to_string(v)); }

  bool wants_legend() const {
    if (is_round(chart_.type)) return !chart_.label_name;
    return chart_.series.size() > 1;
  }

  void fonts() {
    w_.leaf("a:latin", {{"typeface", layout_.latin_font}}).leaf("a:ea", {{"typeface", layout_.table_font}});
    w_.leaf("a:cs", {{"typeface", layout_.latin_font}});
  }

  void text_properties(int hundredths, std::string_view colour = kInk) {
    w_.open("c:txPr").leaf("a:bodyPr").leaf("a:lstStyle").open("a:p").open("a:pPr");
    run_style("a:defRPr", hundredths, colour);
    w_.close().leaf("a:endParaRPr", {{"lang", "zh-CN"}}).close().close();
  }

  void run_style(std::string_view element, int hundredths, std::string_view colour = kInk) {
    w_.open(element);
    if (element == "a:rPr") w_.attr("lang", "zh-CN");
    w_.attr("sz", hundredths).attr("b", "0");
    solid(colour);
    fonts();
    w_.close();
  }

  std::string last_row() const { return std::to_string(std::max<std::size_t>(chart_.categories.size(), 1) + 1); }

  void category_reference() {
    const std::size_t n = chart_.categories.size();
    w_.open("c:cat").open("c:strRef").element("c:f", "Sheet1!$A$2:$A$" + last_row()).open("c:strCache");
    value("c:ptCount", n);
    for (std::size_t i = 0; i < n; ++i)
      w_.open("c:pt").attr("idx", static_cast<long long>(i)).element("c:v", chart_.categories[i]).close();
    w_.close().close().close();
  }

  void value_reference(std::size_t s) {
    const ChartSeries& series = chart_.series[s];
    const std::size_t n = chart_.categories.size();
    const std::string column = column_letters(s + 2);
    const int decimals = max_decimals(series);
    w_.open("c:val").open("c:numRef");
    w_.element("c:f", "Sheet1!$" + column + "$2:$" + column + "$" + last_row()).open("c:numCache");
    w_.element("c:formatCode", value_format(decimals, series.unit));
    value("c:ptCount", n);
    for (std::size_t i = 0; i < std::min(n, series.points.size()); ++i) {
      const ChartPoint& p = series.points[i];
      if (!p.value) continue;  // a gap has no point: it is drawn as nothing, never as zero
      w_.open("c:pt").attr("idx", static_cast<long long>(i));
      if (p.value->scale() != decimals) w_.attr("formatCode", value_format(p.value->scale(), series.unit));
      w_.element("c:v", p.value->str()).close();
    }
    w_.close().close().close();
  }

  void series_head(std::size_t s) {
    const std::string column = column_letters(s + 2);
    value("c:idx", s).value("c:order", s);
    w_.open("c:tx").open("c:strRef").element("c:f", "Sheet1!$" + column + "$1").open("c:strCache");
    value("c:ptCount", "1");
    w_.open("c:pt").attr("idx", "0").element("c:v", chart_.series[s].name).close().close().close().close();
  }

  void solid(std::string_view colour) { w_.open("a:solidFill").leaf("a:srgbClr", {{"val", colour}}).close(); }

  void line(std::string_view colour, const char* width, bool dashed = false) {
    w_.open("a:ln").attr("w", width).attr("cap", "rnd");
    solid(colour);
    if (dashed) w_.leaf("a:prstDash", {{"val", "sysDash"}});
    w_.leaf("a:round").close();
  }

  /// An estimated value is drawn hatched (bars) or with an open marker (lines), so that it is seen to be one.
  void estimated_points(std::size_t s, bool as_line) {
    const ChartSeries& series = chart_.series[s];
    for (std::size_t i = 0; i < std::min(chart_.categories.size(), series.points.size()); ++i) {
      const ChartPoint& p = series.points[i];
      if (!p.value || p.status != ObsStatus::estimated) continue;
      w_.open("c:dPt");
      value("c:idx", i);
      if (as_line) {
        marker("FFFFFF", palette(s));
        value("c:bubble3D", "0");
        w_.open("c:spPr");
        line(palette(s), "25400", true);
        w_.close();
      } else {
        value("c:invertIfNegative", "0").value("c:bubble3D", "0");
        w_.open("c:spPr")
            .open("a:pattFill")
            .attr("prst", "wdUpDiag")
            .open("a:fgClr")
            .leaf("a:srgbClr", {{"val", palette(s)}})
            .close();
        w_.open("a:bgClr").leaf("a:srgbClr", {{"val", "FFFFFF"}}).close().close();
        line(palette(s), "9525");
        w_.close();
      }
      w_.close();
    }
  }

  void marker(std::string_view fill, std::string_view edge) {
    w_.open("c:marker");
    value("c:symbol", "circle").value("c:size", "6");
    w_.open("c:spPr");
    solid(fill);
    line(edge, "15875");
    w_.close().close();
  }

  /// What the labels show, in schema order after dLblPos.
  void label_flags(bool shown) {
    const bool round = is_round(chart_.type);
    value("c:showLegendKey", "0").value("c:showVal", shown && chart_.label_value ? "1" : "0");
    value("c:showCatName", shown && round && chart_.label_name ? "1" : "0").value("c:showSerName", "0");
    value("c:showPercent", shown && round && chart_.label_percent ? "1" : "0").value("c:showBubbleSize", "0");
    if (shown && round) w_.element("c:separator", " ");
  }

  /// Labels inside the coloured areas take an ink that can be read there.
  enum class LabelGround { outside, inside, boxed, paper };

  void labels(std::size_t s, const char* position, LabelGround ground) {
    const ChartSeries& series = chart_.series[s];
    const bool round = is_round(chart_.type);
    const bool shown = chart_.label_value || (round && (chart_.label_percent || chart_.label_name));
    const int decimals = max_decimals(series);
    w_.open("c:dLbls");
    if (!shown) {
      label_flags(false);
      w_.close();
      return;
    }
    const bool percent = round && chart_.label_percent && !chart_.label_value;
    const std::vector<int> percents = percent ? pie_decimals(chart_) : std::vector<int>();
    const auto format = [&](int scale) {
      return percent ? format_code(std::max(chart_.percent_decimals, 0)) + "%" : value_format(scale, series.unit);
    };
    // Value and percentage in one label share one number format, which cannot fit both: then the label's words are written out.
    const bool spelled = round && chart_.label_percent && chart_.label_value;
    const std::vector<std::string> spelled_percents = spelled ? pie_percentages(chart_) : std::vector<std::string>();
    const std::vector<PieNudge> nudges = round ? pie_nudges(chart_, kRoundAspect) : std::vector<PieNudge>();
    const std::string_view usual = ground == LabelGround::inside && !round ? ink_on(palette(s)) : kInk;
    for (std::size_t i = 0; i < std::min(chart_.categories.size(), series.points.size()); ++i) {
      const ChartPoint& p = series.points[i];
      if (!p.value) continue;
      std::string_view ink = usual;
      if (ground == LabelGround::inside) {
        if (round) ink = ink_on(palette(i));
        if (p.status == ObsStatus::estimated && !round) ink = kInk;
      }
      // A value with fewer decimals than its neighbours keeps them: 13 beside 12.5 must not turn into 13.0.
      const bool own_format = chart_.label_value && p.value->scale() != decimals;
      // A slice so small that it would be labelled 0.0% shows more digits.
      const bool own_percent = percent && i < percents.size() && percents[i] != chart_.percent_decimals;
      const bool moved = i < nudges.size() && nudges[i].moved();
      // Moved, it stands on paper; written out, it is given some, as not every program keeps the colour of its words.
      const bool on_paper = spelled && ground == LabelGround::inside && !moved;
      if (moved || spelled) ink = kInk;
      if (ink == usual && !own_format && !own_percent && !moved && !spelled) continue;
      w_.open("c:dLbl");
      value("c:idx", i);
      if (moved) {
        w_.open("c:layout").open("c:manualLayout");
        value("c:x", fmt::format("{:.4f}", nudges[i].x)).value("c:y", fmt::format("{:.4f}", nudges[i].y));
        w_.close().close();
      }
      if (spelled) spelled_label(i, p, spelled_percents[i], series.unit, ink);
      label_look(own_percent ? format_code(percents[i]) + "%" : format(p.value->scale()), ink,
                 on_paper ? LabelGround::paper : ground, s);
      if (position) value("c:dLblPos", position);
      label_flags(true);
      w_.close();
    }
    label_look(format(decimals), usual, ground, s);
    if (position) value("c:dLblPos", position);
    label_flags(true);
    if (round) value("c:showLeaderLines", "1");
    w_.close();
  }

  /// 锅炉 118 1.2%.
  void spelled_label(std::size_t i, const ChartPoint& p, const std::string& percent, const std::string& unit,
                     std::string_view ink) {
    std::string text = chart_.label_name && i < chart_.categories.size() ? chart_.categories[i] + " " : std::string();
    text += p.value->str() + (unit == "%" || unit == "‰" ? unit : std::string()) + " " + percent;
    w_.open("c:tx").open("c:rich").leaf("a:bodyPr").leaf("a:lstStyle").open("a:p").open("a:r");
    run_style("a:rPr", label_size(), ink);
    w_.element("a:t", text).close().close().close().close();
  }

  int label_size() const { return chart_.categories.size() * chart_.series.size() > 24 ? 700 : 850; }

  void label_look(const std::string& code, std::string_view ink, LabelGround ground, std::size_t s) {
    w_.leaf("c:numFmt", {{"formatCode", code}, {"sourceLinked", "0"}});
    if (ground == LabelGround::paper) {
      w_.open("c:spPr");
      solid(kPaper);
      w_.close();
    } else if (ground == LabelGround::boxed) {
      w_.open("c:spPr");
      solid(kPaper);
      w_.open("a:ln").attr("w", "6350");
      solid(palette(s));
      w_.close().close();
    } else {
      w_.raw("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    }
    text_properties(label_size(), ink);
  }

  /// Of several lines the upper ones carry their labels above, the lowest below: near values stay legible.
  const char* line_label_position(std::size_t s, const Group& g) const {
    const auto height = [&](std::size_t of) {
      double sum = 0;
      int n = 0;
      for (const ChartPoint& p : chart_.series[of].points)
        if (p.value) sum += Rational(*p.value).approximate(), ++n;
      return n ? sum / n : 0;
    };
    for (const std::size_t other : g.series)
      if (other != s && (height(other) < height(s) || (height(other) == height(s) && other > s))) return "t";
    return g.series.size() > 1 ? "b" : "t";
  }

  /// Bars on this axis, none of them negative.
  bool begins_at_zero(bool secondary, const std::vector<Group>& all) const {
    bool bars = false;
    for (const Group& g : all) {
      if (g.secondary != secondary) continue;
      bars = bars || !g.line;
      for (const std::size_t s : g.series)
        for (const ChartPoint& p : chart_.series[s].points)
          if (p.value && p.value->is_negative()) return false;
    }
    return bars;
  }

  /// Where bars share the plot with lines of a second axis, the bars end at two thirds of its height, so that the labels of
  /// both can be read. Empty: the program that draws it chooses.
  std::string primary_maximum(const std::vector<Group>& all) const {
    bool second = false;
    double most = 0;
    for (const Group& g : all) {
      second = second || g.secondary;
      for (const std::size_t s : g.series) {
        for (const ChartPoint& p : chart_.series[s].points) {
          if (g.secondary || !p.value) continue;
          if (p.value->is_negative()) return {};
          most = std::max(most, Rational(*p.value).approximate());
        }
      }
    }
    if (!second || chart_.type != ChartType::column_line || most <= 0) return {};
    // The least 1, 1.5, 2, 3, 4, 5, 6 or 8 times a power of ten that leaves the room.
    int exponent = 0;
    double wanted = most * 1.4;
    for (; wanted >= 10; wanted /= 10) ++exponent;
    for (; wanted < 1; wanted *= 10) --exponent;
    for (const int tenths : {10, 15, 20, 30, 40, 50, 60, 80, 100})
      if (wanted * 10 <= tenths) return Decimal::of(tenths, 1 - exponent).trimmed().str();
    return {};
  }

  void write_round() {
    const bool pie = chart_.type == ChartType::pie;
    w_.open(pie ? "c:pieChart" : "c:doughnutChart");
    value("c:varyColors", "1");
    for (std::size_t s = 0; s < chart_.series.size(); ++s) {
      w_.open("c:ser");
      series_head(s);
      w_.raw("<c:spPr><a:ln w=\"12700\"><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill></a:ln></c:spPr>");
      for (std::size_t i = 0; i < chart_.categories.size(); ++i) {
        w_.open("c:dPt");
        value("c:idx", i).value("c:bubble3D", "0");
        w_.open("c:spPr");
        solid(palette(i));
        line("FFFFFF", "12700");
        w_.close().close();
      }
      labels(s, pie ? "outEnd" : nullptr,
             pie ? LabelGround::outside : LabelGround::inside);  // a doughnut's labels have no position: Word rejects one
      category_reference();
      value_reference(s);
      w_.close();
    }
    value("c:firstSliceAng", "0");
    if (!pie) value("c:holeSize", "55");
    w_.close();
  }

  std::vector<Group> groups() const {
    bool primary = false;
    for (const ChartSeries& s : chart_.series) primary = primary || !s.secondary;
    std::vector<Group> result;
    for (const bool secondary : {false, true}) {
      for (const bool as_line : {false, true}) {
        Group g{as_line, secondary, {}};
        for (std::size_t i = 0; i < chart_.series.size(); ++i) {
          const ChartSeries& s = chart_.series[i];
          const bool drawn_as_line = chart_.type == ChartType::line || (chart_.type == ChartType::column_line && s.line);
          // A second axis needs a first one.
          if (drawn_as_line == as_line && (s.secondary && primary) == secondary) g.series.push_back(i);
        }
        if (!g.series.empty()) result.push_back(std::move(g));
      }
    }
    if (result.empty()) result.push_back({});  // axes without a chart are not allowed
    return result;
  }

  void axis_ids(bool secondary) {
    value("c:axId", secondary ? "50030" : "50010").value("c:axId", secondary ? "50040" : "50020");
  }

  void write_group(const Group& g) {
    w_.open(g.line ? "c:lineChart" : "c:barChart");
    if (!g.line) value("c:barDir", is_horizontal(chart_.type) ? "bar" : "col");
    const bool stacked = is_stacked(chart_.type) && !g.line;
    value("c:grouping", g.line ? "standard" : stacked ? "stacked" : "clustered").value("c:varyColors", "0");
    for (const std::size_t s : g.series) {
      w_.open("c:ser");
      series_head(s);
      w_.open("c:spPr");
      if (g.line) {
        line(palette(s), "25400");
      } else {
        solid(palette(s));
      }
      w_.close();
      if (g.line)
        marker(palette(s), palette(s));
      else
        value("c:invertIfNegative", "0");
      estimated_points(s, g.line);
      // outEnd on stacked bars makes Word refuse the file.
      if (g.line)
        labels(s, line_label_position(s, g), chart_.type == ChartType::column_line ? LabelGround::boxed : LabelGround::outside);
      else
        labels(s, stacked ? "ctr" : "outEnd", stacked ? LabelGround::inside : LabelGround::outside);
      category_reference();
      value_reference(s);
      if (g.line) value("c:smooth", "0");
      w_.close();
    }
    if (g.line) {
      value("c:marker", "1");
    } else {
      value("c:gapWidth", is_horizontal(chart_.type) ? "60" : "80").value("c:overlap", stacked ? "100" : "-10");
    }
    axis_ids(g.secondary);
    w_.close();
  }

  /// 主营业务收入（亿元）, or the units alone; empty when there are none.
  std::string axis_title(bool secondary, const std::vector<Group>& all) const {
    std::vector<std::string> units;
    for (const Group& g : all) {
      if (g.secondary != secondary) continue;
      for (const std::size_t s : g.series) {
        const std::string& unit = chart_.series[s].unit;
        if (!unit.empty() && std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
      }
    }
    std::string joined;
    for (const std::string& unit : units) joined += (joined.empty() ? "" : "、") + unit;
    const std::string& words = secondary ? chart_.secondary_axis_title : chart_.axis_title;
    if (words.empty()) return joined.empty() ? "" : "单位：" + joined;
    if (joined.empty() || words.find(joined) != std::string::npos) return words;
    return words + "（" + joined + "）";
  }

  void write_axis_title(const std::string& text, bool vertical) {
    if (text.empty()) return;
    w_.open("c:title").open("c:tx").open("c:rich");
    w_.open("a:bodyPr");
    if (vertical) w_.attr("rot", "-5400000").attr("vert", "horz");
    w_.close().leaf("a:lstStyle").open("a:p").open("a:pPr");
    run_style("a:defRPr", 900);
    w_.close().open("a:r");
    run_style("a:rPr", 900);
    w_.element("a:t", text).close().close().close().close();
    value("c:overlay", "0");
    w_.close();
  }

  void axis_line() {
    w_.open("c:spPr");
    line("808080", "9525");
    w_.close();
  }

  void category_axis(bool secondary) {
    const bool across = is_horizontal(chart_.type);
    w_.open("c:catAx");
    value("c:axId", secondary ? "50030" : "50010");
    w_.open("c:scaling");
    value("c:orientation", across ? "maxMin" : "minMax");  // the first category of bars stands on top
    w_.close();
    value("c:delete", secondary ? "1" : "0").value("c:axPos", across ? "l" : "b");
    w_.leaf("c:numFmt", {{"formatCode", "General"}, {"sourceLinked", "0"}});
    value("c:majorTickMark", "none").value("c:minorTickMark", "none").value("c:tickLblPos", "low");
    axis_line();
    text_properties(900);
    value("c:crossAx", secondary ? "50040" : "50020").value("c:crosses", "autoZero");
    value("c:auto", "0").value("c:lblAlgn", "ctr").value("c:lblOffset", "100").value("c:noMultiLvlLbl", "1");
    w_.close();
  }

  void value_axis(bool secondary, const std::vector<Group>& all) {
    const bool across = is_horizontal(chart_.type);
    w_.open("c:valAx");
    value("c:axId", secondary ? "50040" : "50020");
    w_.open("c:scaling");
    value("c:orientation", "minMax");
    if (const std::string maximum = primary_maximum(all); !secondary && !maximum.empty()) value("c:max", maximum);
    // The length of a bar is its value: an axis of bars that begins elsewhere than at 0 lies. Left alone, programs begin at 510
    // for 519.
    if (begins_at_zero(secondary, all)) value("c:min", "0");
    w_.close();
    value("c:delete", "0").value("c:axPos", across ? (secondary ? "t" : "b") : (secondary ? "r" : "l"));
    if (!secondary)
      w_.raw(
          "<c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"D9D9D9\"/></a:solidFill></a:ln></c:spPr>"
          "</c:majorGridlines>");
    write_axis_title(axis_title(secondary, all), !across);
    w_.leaf("c:numFmt", {{"formatCode", "General"}, {"sourceLinked", "0"}});
    value("c:majorTickMark", "out").value("c:minorTickMark", "none").value("c:tickLblPos", "nextTo");
    axis_line();
    text_properties(900);
    // With categories running from top to bottom, "max" is the lower edge.
    value("c:crossAx", secondary ? "50030" : "50010").value("c:crosses", secondary != across ? "max" : "autoZero");
    value("c:crossBetween", "between");
    w_.close();
  }

  void write_with_axes() {
    const std::vector<Group> all = groups();
    bool secondary = false;
    for (const Group& g : all) {
      write_group(g);
      secondary = secondary || g.secondary;
    }
    category_axis(false);
    value_axis(false, all);
    if (secondary) {
      value_axis(true, all);
      category_axis(true);
    }
    w_.open("c:spPr").leaf("a:noFill").close();
  }

  const ChartSpec& chart_;
  const Layout& layout_;
  XmlWriter w_;
};

}  // namespace

std::string chart_xml(const ChartSpec& chart, const Layout& layout, const std::string& workbook) {
  return ChartWriter(chart, layout).write(workbook);
}

double chart_height_mm(const ChartSpec& chart) {
  if (is_round(chart.type)) return 85;
  if (!is_horizontal(chart.type)) return 76;
  const double bars =
      static_cast<double>(chart.categories.size()) * (is_stacked(chart.type) ? 1.0 : static_cast<double>(chart.series.size()));
  return std::clamp(30 + 7 * bars, 60.0, 190.0);
}

}  // namespace zh::render
