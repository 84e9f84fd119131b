#include <algorithm>
#include <map>
#include <ostream>

#include "base/say.h"
#include "base/text.h"
#include "tell/places.h"
#include "tell/tell.h"

namespace zh::tell {
namespace {

using readback::Range;

constexpr const char* kBold = "\x1b[1m";
constexpr const char* kRed = "\x1b[1;31m";
constexpr const char* kYellow = "\x1b[1;33m";
constexpr const char* kFaint = "\x1b[2m";
constexpr const char* kPlain = "\x1b[0m";

bool breaks(char32_t c) { return c == U'\n' || c == U'\r'; }

class Writer {
 public:
  Writer(const Document& document, const TextStyle& style, const Translate& tr, std::ostream& out)
      : reading_(document.reading),
        result_(document.result),
        document_(document),
        style_(style),
        tr_(tr),
        out_(out),
        places_(reading_) {}

  void run() {
    summary();
    int number = 0;
    for (std::size_t i = 0; i < result_.findings.size(); ++i)
      if (!document_.is_accepted(i)) finding(result_.findings[i], ++number, nullptr);
    bool first = true;
    for (std::size_t i = 0; i < result_.findings.size(); ++i) {
      if (!document_.is_accepted(i)) continue;
      if (first) out_ << "\n" << colour(kBold) << tr_(ZH_N("accepted before")) << colour(kPlain) << "\n";
      first = false;
      finding(result_.findings[i], ++number, &document_.accepted[i]);
    }
    if (style_.coverage) coverage();
  }

 private:
  const char* colour(const char* code) const { return style_.colours ? code : ""; }

  void summary() {
    std::size_t checked = 0, conflicting = 0, hold = 0, contradict = 0;
    for (const check::Numeral& n : result_.numbers) {
      checked += n.status == check::Status::checked;
      conflicting += n.status == check::Status::conflicting;
    }
    for (const check::Relation& r : result_.relations) {
      hold += r.verdict == check::Verdict::consistent;
      contradict += r.verdict == check::Verdict::contradictory;
    }
    out_ << colour(kBold)
         << say(tr_,
                ZH_N("{0} · {1} numbers: {2} checked · {3} in contradictions · {4} unchecked (--coverage says why) · {5} "
                     "relations hold, {6} contradict"),
                reading_.path, result_.numbers.size(), checked, conflicting, result_.numbers.size() - checked - conflicting,
                hold, contradict)
         << colour(kPlain) << "\n";
  }

  void finding(const check::Finding& f, int number, const std::string* because) {
    const char* weight = f.weight == check::Weight::error     ? ZH_N("contradiction")
                         : f.weight == check::Weight::warning ? ZH_N("warning")
                                                              : ZH_N("note");
    out_ << "\n"
         << colour(f.weight == check::Weight::error     ? kRed
                   : f.weight == check::Weight::warning ? kYellow
                                                        : kBold)
         << number << "  " << f.rule << " " << tr_(weight) << colour(kPlain) << "  " << reading_.path << ":"
         << (places_are_lines() ? "" : " ") << places_.name(f.range.start, tr_) << colour(kFaint) << "  " << f.fingerprint
         << colour(kPlain) << "\n";
    excerpts(marks_of(f, result_), f.range.start);
    out_ << "   " << f.message << "\n";
    if (!f.repair.empty()) out_ << "   " << colour(kBold) << f.repair << colour(kPlain) << "\n";
    if (because) out_ << "   " << say(tr_, ZH_N("accepted, because {0}"), *because) << "\n";
  }

  bool places_are_lines() const { return reading_.format == "txt" || reading_.format == "md"; }

  /// Numbers near each other are shown together; a distant one gets its own line.
  void excerpts(const std::vector<Range>& marks, std::size_t main) {
    for (std::size_t i = 0; i < marks.size();) {
      std::size_t end = marks[i].end, next = i + 1;
      while (next < marks.size() && marks[next].start < end + 60 && same_block(marks[i].start, marks[next].start))
        end = std::max(end, marks[next++].end);
      excerpt({marks.begin() + static_cast<std::ptrdiff_t>(i), marks.begin() + static_cast<std::ptrdiff_t>(next)},
              {marks[i].start, end}, main);
      i = next;
    }
  }

  /// Whether two places can be shown on one line. In a table each line is a row.
  bool same_block(std::size_t a, std::size_t b) const {
    const int block = places_.block_at(a);
    if (block != places_.block_at(b)) return false;
    return block < 0 || reading_.blocks[static_cast<std::size_t>(block)].cells.empty() ||
           places_.line_and_column(a).first == places_.line_and_column(b).first;
  }

  void excerpt(const std::vector<Range>& marks, Range range, std::size_t main) {
    const std::u32string& text = reading_.text;
    std::size_t from = range.start, to = range.end;
    while (from > 0 && !breaks(text[from - 1]) && range.start - from < 24) --from;
    while (to < text.size() && !breaks(text[to]) && to - range.end < 16) ++to;
    const bool cut = from > 0 && !breaks(text[from - 1]);
    std::string line = cut ? "…" : "", carets = cut ? " " : "";
    std::size_t mark = 0;
    bool inside = false;
    for (std::size_t k = from; k < to; ++k) {
      while (mark < marks.size() && marks[mark].end <= k) ++mark;
      const bool marked = mark < marks.size() && k >= marks[mark].start;
      if (style_.colours && marked != inside) line += marked ? (marks[mark].start == main ? kRed : kYellow) : kPlain;
      inside = marked;
      const char32_t c = text[k] < U' ' ? U' ' : text[k];
      const std::string one = to_utf8(std::u32string_view(&c, 1));
      line += one;
      carets += std::string(static_cast<std::size_t>(std::max(display_width(one), 0)), marked ? '^' : ' ');
    }
    if (style_.colours && inside) line += kPlain;
    if (to < text.size() && !breaks(text[to])) line += "…";
    while (!carets.empty() && carets.back() == ' ') carets.pop_back();
    out_ << "   " << line << "\n";
    if (!style_.colours) out_ << "   " << carets << "\n";
  }

  /// The unchecked numbers by reason, most frequent first.
  void coverage() {
    std::map<std::string, std::vector<const check::Numeral*>> by_reason;
    for (const check::Numeral& n : result_.numbers)
      if (n.status == check::Status::unchecked) by_reason[n.reason].push_back(&n);
    std::vector<std::pair<std::string, std::vector<const check::Numeral*>>> sorted(by_reason.begin(), by_reason.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
    out_ << "\n" << colour(kBold) << tr_(ZH_N("unchecked numbers, by reason")) << colour(kPlain) << "\n";
    for (const auto& [reason, numbers] : sorted) {
      out_ << "   " << reason << "  " << numbers.size() << "\n     ";
      std::size_t width = 0;
      for (const check::Numeral* n : numbers) {
        const std::string text = one_line(reading_.text, n->range, 30);
        width += static_cast<std::size_t>(std::max(display_width(text), 0)) + 1;
        if (width > 100) {
          out_ << " …";
          break;
        }
        out_ << " " << text;
      }
      out_ << "\n";
    }
  }

  const readback::Reading& reading_;
  const check::Result& result_;
  const Document& document_;
  const TextStyle& style_;
  const Translate& tr_;
  std::ostream& out_;
  Places places_;
};

}  // namespace

void write_text(const Document& document, const TextStyle& style, const Translate& translate, std::ostream& out) {
  Writer(document, style, translate, out).run();
}

}  // namespace zh::tell
