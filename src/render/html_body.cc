#include "render/html_body.h"

#include <algorithm>

#include "render/pie.h"

namespace zh::render {
namespace {

constexpr std::string_view kGap = "　";  // between 图1-2 and its words

void attribute(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out += ' ';
  out += name;
  out += "=\"";
  append_html(out, value);
  out += '"';
}

void attribute(std::string& out, std::string_view name, int value) { attribute(out, name, std::to_string(value)); }

/// After 第一章 a space, after 一、 none.
std::string_view heading_gap(const document::Heading& heading) {
  return heading.level == 1 && !heading.number.empty() ? kGap : std::string_view{};
}

const char* status_class(ObsStatus status) {
  if (!has_value(status)) return " gap";
  return status == ObsStatus::normal ? "" : " est";
}

}  // namespace

void append_html(std::string& out, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (byte >= 0x20 || c == '\n' || c == '\t')
      out += c;
  }
}

std::string html_heading_text(const document::Heading& heading) {
  return heading.number + std::string(heading_gap(heading)) + document::plain_text(heading.content);
}

std::string HtmlBody::write(const document::Document& document) {
  out_.reserve(1 << 16);
  blocks(document.blocks, false);
  if (in_chapter_) out_ += "</section>\n";
  return std::move(out_);
}

void HtmlBody::blocks(const std::vector<document::Block>& list, bool in_case) {
  struct Visit {
    HtmlBody& body;
    bool in_case;
    void operator()(const document::Heading& b) const { body.heading(b, in_case); }
    void operator()(const document::Paragraph& b) const { body.paragraph(b); }
    void operator()(const document::List& b) const { body.list(b); }
    void operator()(const document::Table& b) const { body.table(b); }
    void operator()(const document::Figure& b) const { body.figure(b); }
    void operator()(const document::CaseBox& b) const { body.case_box(b); }
    void operator()(const document::PageBreak&) const { body.out_ += "<div class=\"page-break\"></div>\n"; }
  };
  for (const document::Block& block : list) std::visit(Visit{*this, in_case}, block.content);
}

void HtmlBody::heading(const document::Heading& heading, bool in_case) {
  if (heading.level == 1 && !in_case) {
    if (in_chapter_) out_ += "</section>\n";
    out_ += "<section class=\"chapter\">\n";
    in_chapter_ = true;
  }
  const std::string tag = "h" + std::to_string(std::clamp(heading.level, 1, 5) + 1);  // h1 is the report's title
  out_ += '<' + tag;
  attribute(out_, "id", heading.anchor);
  out_ += '>';
  append_html(out_, heading.number);
  out_ += heading_gap(heading);
  inlines(heading.content);
  out_ += "</" + tag + ">\n";
}

void HtmlBody::paragraph(const document::Paragraph& paragraph) {
  using Role = document::Paragraph::Role;
  const char* open = "<p>";
  const char* close = "</p>\n";
  if (paragraph.role == Role::note) open = "<p class=\"note\">";
  if (paragraph.role == Role::source) open = "<p class=\"note source\">";
  if (paragraph.role == Role::signature) open = "<p class=\"signature\">";
  if (paragraph.role == Role::quote) open = "<blockquote><p>", close = "</p></blockquote>\n";
  out_ += open;
  inlines(paragraph.content);
  out_ += close;
}

void HtmlBody::list(const document::List& list) {
  out_ += list.ordered ? "<ol>\n" : "<ul>\n";
  for (const document::Inlines& item : list.items) {
    out_ += "<li>";
    inlines(item);
    out_ += "</li>\n";
  }
  out_ += list.ordered ? "</ol>\n" : "</ul>\n";
}

void HtmlBody::number(std::string_view text, std::string_view fact, ObsStatus status) {
  const int index = facts_.index(fact);
  if (index < 0) {
    append_html(out_, text);
    return;
  }
  out_ += "<span class=\"n";
  out_ += status_class(status);
  out_ += "\" role=\"button\" tabindex=\"-1\" data-f=\"";
  out_ += std::to_string(index);
  out_ += "\">";
  append_html(out_, text);
  out_ += "</span>";
}

void HtmlBody::inlines(const document::Inlines& content) {
  struct Visit {
    HtmlBody& body;
    void operator()(const document::Text& t) const {
      if (t.strong) body.out_ += "<strong>";
      if (t.emphasis) body.out_ += "<em>";
      append_html(body.out_, t.text);
      if (t.emphasis) body.out_ += "</em>";
      if (t.strong) body.out_ += "</strong>";
    }
    void operator()(const document::Number& n) const {
      const report::Fact* fact = body.facts_.find(n.fact);
      body.number(n.text, n.fact, fact ? fact->value.status : ObsStatus::normal);
    }
    void operator()(const document::Reference& r) const {
      body.out_ += "<a";
      attribute(body.out_, "href", "#" + r.id);
      body.out_ += '>';
      append_html(body.out_, r.text);
      body.out_ += "</a>";
    }
    void operator()(const document::LineBreak&) const { body.out_ += "<br>"; }
  };
  for (const document::Inline& item : content) std::visit(Visit{*this}, item);
}

void HtmlBody::caption(std::string_view number, const document::Inlines& words, const std::string& id) {
  out_ += "<p class=\"caption\"";
  attribute(out_, "id", id);
  out_ += "><b>";
  append_html(out_, number);
  out_ += "</b>";
  out_ += kGap;
  inlines(words);
  out_ += "</p>\n";
}

void HtmlBody::notes(const std::vector<document::Inlines>& notes) {
  for (const document::Inlines& note : notes) {
    out_ += "<p class=\"note\">";
    inlines(note);
    out_ += "</p>\n";
  }
}

void HtmlBody::table(const document::Table& table) {
  const std::string caption_id = "zh-t" + std::to_string(tables_.size());
  tables_.push_back(&table);
  out_ += "<div class=\"table\"";
  attribute(out_, "id", table.id);
  attribute(out_, "data-no", table.number);
  out_ += ">\n";
  caption(table.number, table.caption, caption_id);
  if (!table.unit_note.empty()) {
    out_ += "<p class=\"unit\">";
    append_html(out_, table.unit_note);
    out_ += "</p>\n";
  }
  out_ += "<div class=\"scroll\"><table";
  attribute(out_, "aria-labelledby", caption_id);
  // Columns keep a readable width: on a phone the table scrolls within its box.
  if (table.columns > 3) attribute(out_, "style", "min-width:" + std::to_string(table.columns * 5) + "em");
  out_ += ">\n";
  double whole = 0;
  for (const double w : table.widths) whole += w;
  if (whole > 0) {
    out_ += "<colgroup>";
    for (const double w : table.widths) {
      // Tenths of a percent, as an integer: the text must not depend on a locale's decimal point.
      const int per_mille = static_cast<int>(w / whole * 1000 + 0.5);
      out_ += "<col style=\"width:" + std::to_string(per_mille / 10) + "." + std::to_string(per_mille % 10) + "%\">";
    }
    out_ += "</colgroup>\n";
  }
  const int header_rows = std::min(table.header_rows, static_cast<int>(table.rows.size()));
  for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
    const bool header = r < header_rows;
    if (r == 0)
      out_ += header ? "<thead>\n" : "<tbody>\n";
    else if (r == header_rows)
      out_ += "</thead>\n<tbody>\n";
    out_ += "<tr>";
    for (const document::TableCell& cell : table.rows[static_cast<std::size_t>(r)]) {
      const bool th = header || cell.header;
      out_ += th ? "<th" : "<td";
      if (header)
        attribute(out_, "scope", cell.column_span > 1 ? "colgroup" : "col");
      else if (cell.header)
        attribute(out_, "scope", cell.row_span > 1 ? "rowgroup" : "row");
      if (cell.column_span > 1) attribute(out_, "colspan", cell.column_span);
      if (cell.row_span > 1) attribute(out_, "rowspan", cell.row_span);
      std::string classes = cell.align == document::Align::left ? "l" : cell.align == document::Align::right ? "r" : "";
      if (cell.total) classes += classes.empty() ? "total" : " total";
      attribute(out_, "class", classes);
      out_ += '>';
      inlines(cell.content);
      out_ += th ? "</th>" : "</td>";
    }
    out_ += "</tr>\n";
  }
  if (!table.rows.empty()) out_ += header_rows == static_cast<int>(table.rows.size()) ? "</thead>\n" : "</tbody>\n";
  out_ += "</table></div>\n";
  notes(table.notes);
  out_ += "</div>\n";
}

void HtmlBody::figure(const document::Figure& figure) {
  const std::string caption_id = "zh-c" + std::to_string(figures_.size());
  out_ += "<figure";
  attribute(out_, "id", figure.id);
  attribute(out_, "data-no", figure.number);
  out_ += ">\n<div class=\"chart\" role=\"img\"";
  attribute(out_, "data-chart", static_cast<int>(figures_.size()));
  attribute(out_, "aria-label",
            figure.alternative.empty() ? figure.number + " " + document::plain_text(figure.caption) : figure.alternative);
  out_ += "></div>\n";
  figures_.push_back(&figure);
  bool estimated = false, gaps = false;
  for (const document::ChartSeries& series : figure.chart.series)
    for (const document::ChartPoint& point : series.points) {
      estimated |= point.value && point.status != ObsStatus::normal;
      gaps |= !point.value;
    }
  if (estimated || gaps) {
    out_ += "<p class=\"key\">";
    if (estimated) out_ += "<span class=\"key-est\"></span>虚线边框或空心点：估计值或初步值。";
    if (gaps) out_ += "空缺处没有数据，不是零。";
    out_ += "</p>\n";
  }
  out_ += "<figcaption>";
  caption(figure.number, figure.caption, caption_id);
  out_ += "</figcaption>\n";
  chart_table(figure);
  notes(figure.notes);
  out_ += "</figure>\n";
}

void HtmlBody::chart_table(const document::Figure& figure) {
  const document::ChartSpec& chart = figure.chart;
  const bool pie = chart.type == document::ChartType::pie || chart.type == document::ChartType::doughnut;
  const std::vector<std::string> percentages = pie ? pie_percentages(chart) : std::vector<std::string>{};
  out_ += "<details class=\"data\"><summary>";
  append_html(out_, figure.number);
  out_ += "的数据表</summary>\n<div class=\"scroll\"><table";
  attribute(out_, "aria-label", figure.number + "的数据");
  out_ += "><thead><tr><th scope=\"col\">项目</th>";
  for (const document::ChartSeries& series : chart.series) {
    out_ += "<th scope=\"col\">";
    append_html(out_, series.name);
    if (!series.unit.empty()) append_html(out_, "（" + series.unit + "）");
    out_ += "</th>";
  }
  if (pie) out_ += "<th scope=\"col\">占比</th>";
  out_ += "</tr></thead>\n<tbody>\n";
  for (std::size_t c = 0; c < chart.categories.size(); ++c) {
    out_ += "<tr><th scope=\"row\">";
    append_html(out_, chart.categories[c]);
    out_ += "</th>";
    for (const document::ChartSeries& series : chart.series) {
      out_ += "<td>";
      if (c < series.points.size()) {
        const document::ChartPoint& point = series.points[c];
        const std::string text =
            point.value ? point.value->str()
                        : "[" + std::string(chinese(has_value(point.status) ? ObsStatus::missing : point.status)) + "]";
        number(text, point.fact, point.value ? point.status : ObsStatus::missing);
        if (point.value && point.status != ObsStatus::normal)
          append_html(out_, "（" + std::string(chinese(point.status)) + "）");
      }
      out_ += "</td>";
    }
    if (pie) {
      out_ += "<td>";
      if (c < percentages.size()) append_html(out_, percentages[c]);
      out_ += "</td>";
    }
    out_ += "</tr>\n";
  }
  out_ += "</tbody></table></div></details>\n";
}

void HtmlBody::case_box(const document::CaseBox& box) {
  out_ += "<div class=\"case\"><p class=\"case-title\"><b>【案例】</b>";
  append_html(out_, box.title);
  out_ += "</p>\n";
  blocks(box.blocks, true);
  out_ += "</div>\n";
}

std::string html_navigation(const document::Document& document, const HtmlBody& body) {
  std::string out = "<ol class=\"toc\">\n";
  bool chapter = false, inner = false;
  for (const document::Block& block : document.blocks) {
    const auto* heading = std::get_if<document::Heading>(&block.content);
    if (!heading || heading->level > 3) continue;
    if (heading->level == 1 || !chapter) {
      if (inner) out += "</ol>";
      if (chapter) out += "</li>\n";
      out += "<li>";
      chapter = true;
      inner = false;
    } else {
      if (!inner) out += "<ol>\n";
      inner = true;
      out += "<li class=\"l" + std::to_string(heading->level) + "\">";
    }
    out += "<a";
    attribute(out, "href", "#" + heading->anchor);
    out += '>';
    append_html(out, html_heading_text(*heading));
    out += "</a>";
    if (inner) out += "</li>\n";
  }
  if (inner) out += "</ol>";
  if (chapter) out += "</li>\n";
  out += "</ol>\n";
  const auto list = [&](const char* name, const auto& items) {
    if (items.empty()) return;
    out += "<details class=\"list\"><summary>";
    out += name;
    out += "（" + std::to_string(items.size()) + "）</summary><ol>\n";
    for (const auto* item : items) {
      out += "<li><a";
      attribute(out, "href", "#" + item->id);
      out += "><b>";
      append_html(out, item->number);
      out += "</b>　";
      append_html(out, document::plain_text(item->caption));
      out += "</a></li>\n";
    }
    out += "</ol></details>\n";
  };
  list("图目录", body.figures());
  list("表目录", body.tables());
  return out;
}

}  // namespace zh::render
