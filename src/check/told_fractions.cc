// Fractions told in words beside the percentage that they round.
//
//   B241 bound   占62.5%，超过六成; 接近七成（68.8%）; 三分之一强（33.4%）; 不到一成: the percentage lies where the words say
//
// Why: the words are the author's reading of the number; one that changed since no longer fits them. When contradictory (a
// warning): only a comma or a bracket stands between, and the percentage lies on the other side. When silent: the words may be
// of another number; near is near within five points.
#include <algorithm>

#include "base/text.h"
#include "check/families.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class ToldFractions {
 public:
  ToldFractions(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      const View text = e_.passage(all.front()).text;
      constexpr std::size_t kLongest = 6000;
      if (text.size() > kLongest) continue;
      for (std::size_t at = 0; at < text.size(); ++at)
        if (const std::optional<Words> w = words_at(text, at)) {
          judge(all, text, *w);
          at = w->end - 1;
        }
    }
  }

 private:
  enum class Side { over, under, near, about };
  struct Words {
    std::size_t start, end;
    Rational percent;
    Side side;
  };

  /// The fraction that begins at `at`: 六成, 四成半, 一半, 三分之一; its percentage and length.
  static std::optional<std::pair<Rational, std::size_t>> fraction_at(View text, std::size_t at) {
    const auto digit = [&](std::size_t i) { return i < text.size() ? claim::small_chinese_number(text.substr(i, 1)) : -1; };
    const int first = digit(at);
    const View rest = text.substr(at);
    if (claim::starts_with(rest, U"一半") || claim::starts_with(rest, U"半数")) return {{Rational(50), 2}};
    if (first < 1 || first > 9) return std::nullopt;
    if (rest.size() > 1 && rest[1] == U'成') {
      // 三成熟, 一成不变
      if (rest.size() > 2 && claim::one_of(rest[2], U"不熟立员为果绩本品效功分交")) return std::nullopt;
      const bool half = rest.size() > 2 && rest[2] == U'半';
      return {{Rational(first * 10 + (half ? 5 : 0)), half ? 3 : 2}};
    }
    if (rest.size() > 3 && rest[1] == U'分' && rest[2] == U'之' && digit(at + 3) >= 1 && first > digit(at + 3))
      return {{Rational::fraction(100 * digit(at + 3), first), 4}};
    return std::nullopt;
  }
  static std::optional<Words> words_at(View text, std::size_t at) {
    if (!claim::one_of(text[at], U"一二三四五六七八九两半")) return std::nullopt;
    const auto fraction = fraction_at(text, at);
    if (!fraction) return std::nullopt;
    Words w{at, at + fraction->second, fraction->first, Side::about};
    const View before = text.substr(0, at), behind = text.substr(w.end);
    const auto lead = [&](claim::Words words, Side side) {
      if (const View found = claim::end_any(before, words); !found.empty()) {
        w.side = side;
        w.start = at - found.size();
        return true;
      }
      return false;
    };
    const auto tail = [&](claim::Words words, Side side) {
      if (const View found = claim::start_any(behind, words); !found.empty()) {
        w.side = side;
        w.end += found.size();
        return true;
      }
      return false;
    };
    (void)(lead({U"超过了", U"超过", U"突破", U"超", U"逾", U"高于", U"多于"}, Side::over) ||
           lead({U"不足", U"不到", U"低于", U"少于", U"未到", U"不及"}, Side::under) ||
           lead({U"接近", U"将近", U"近", U"逼近"}, Side::near) || tail({U"以上", U"多", U"强", U"有余"}, Side::over) ||
           tail({U"以下", U"弱"}, Side::under));
    return w;
  }

  void judge(const std::vector<int>& all, View text, const Words& w) {
    // 超过六成的受访者: of what follows.
    if (w.end < text.size() && text[w.end] == U'的') return;
    // 二十三分之一, 第三成, 增长三成 say other things.
    if (w.side == Side::about) return;
    const Claim* number = nullptr;
    std::size_t gap = 0;
    bool tight = false;
    for (const int id : all) {
      const Claim& c = e_[id];
      if (c.kind != claim::Numeral::Kind::percent || c.vague() || c.chinese || c.role == Role::limit) continue;
      constexpr std::size_t kBehind = 6, kBefore = 12;
      if (c.noun_end <= w.start && w.start - c.noun_end <= kBefore) {
        const View link = text.substr(c.noun_end, w.start - c.noun_end);
        if (link.find_first_of(U"。；、") != View::npos || std::any_of(link.begin(), link.end(), claim::is_digit)) continue;
        // 合格率96.5%，农药残留超过六成: of something else.
        constexpr std::size_t kPlain = 3;
        if (link.size() > kPlain && claim::find_any(link, {U"占比", U"合计", U"达到", U"已经"}).empty()) continue;
        number = &c;
        gap = link.size();
        tight = link == U"，" || link == U"，已" || link == U"，占比" || link == U"（" || link == U"，均" || link.empty();
      } else if (number == nullptr && c.start >= w.end && c.start - w.end <= kBehind) {
        const View link = text.substr(w.end, c.start - w.end);
        if (link.find_first_of(U"。；、") != View::npos || link.empty()) continue;
        // 不到一成（9.8%）, 超过六成，达62.5%
        if (link != U"（" && link != U"(" && link != U"，占" && link != U"，达" && link != U"，为" && link != U"，达到")
          continue;
        number = &c;
        tight = link == U"（" || link == U"(";
      }
    }
    if (number == nullptr) return of_amounts(all, text, w);
    const Claim& c = *number;
    if (c.role == Role::point || c.role == Role::growth || c.exact.sign() <= 0 || c.exact > Rational(100)) return;
    const Rational near(5);
    bool holds = false;
    switch (w.side) {
      case Side::over:
        holds = c.value.high >= w.percent;
        break;
      case Side::under:
        holds = c.value.low <= w.percent;
        break;
      default:
        holds = (c.exact - w.percent).abs() <= near;
    }
    const std::string said = to_utf8(text.substr(w.start, w.end - w.start));
    const std::vector<readback::Range> span = {e_.passage(c.id).range(w.start, w.end)};
    if (holds)
      ledger_.tell("B241", "bound", Verdict::consistent, c.id, {}, number_text(e_, c.id) + "：" + said, {}, 0, span);
    else if (tight && gap <= 3 && w.side != Side::near && c.role != Role::rate)
      ledger_.tell("B241", "bound", Verdict::contradictory, c.id, {}, number_text(e_, c.id) + " ≠ " + said,
                   "文中称“" + said + "”，而其数为" + number_text(e_, c.id), 1, span);
  }

  /// 这两种设备共41起，超过事故总数的一半; 164件，其中发明119件，超过七成; 35119件，占比六成以上: of the whole before.
  void of_amounts(const std::vector<int>& all, View text, const Words& w) {
    int part = -1;
    for (const int id : all) {
      const Claim& c = e_[id];
      constexpr std::size_t kBefore = 12;
      if (c.noun_end > w.start || w.start - c.noun_end > kBefore) continue;
      const View link = text.substr(c.noun_end, w.start - c.noun_end);
      const bool usable = c.is_amount() && c.role == Role::level && !c.vague() && !c.noun.empty() &&
                          claim::starts_with(link, U"，") && link.find_first_of(U"。；、") == View::npos &&
                          link.find(U'，', 1) == View::npos;
      part = usable ? id : -1;
    }
    if (of_named(all, text, w) || part < 0) return;
    const View link = text.substr(e_[part].noun_end, w.start - e_[part].noun_end);
    const bool plain = link.size() <= 3 || claim::find_any(link, {U"占", U"总数", U"总量", U"全部"}).size() > 0;
    if (!plain) return;
    for (auto it = std::find(all.begin(), all.end(), part); it != all.begin();) {
      const Claim& whole = e_[*--it];
      const Claim& c = e_[part];
      if (c.sentence - whole.sentence > 2) return;
      if (!whole.is_amount() || whole.role != Role::level || whole.vague() || whole.noun != c.noun || whole.exact <= c.exact)
        continue;
      const std::optional<Interval> share = percentage(c.value, whole.value);
      if (!share) return;
      const bool holds = w.side == Side::over    ? share->high >= w.percent
                         : w.side == Side::under ? share->low <= w.percent
                                                 : (share->low - w.percent).abs() <= Rational(5);
      const std::string said = to_utf8(text.substr(w.start, w.end - w.start));
      const std::vector<readback::Range> span = {e_.passage(c.id).range(w.start, w.end)};
      const std::string formula = number_text(e_, part) + " ÷ " + number_text(e_, whole.id);
      const bool total =
          claim::find_any(whole.clause_before, {U"总量", U"总数", U"总额"}).size() > 0 && whole.sentence == c.sentence;
      if (holds)
        ledger_.tell("B241", "bound", Verdict::consistent, part, {whole.id}, formula + "：" + said, {}, 0, span);
      else if (total && w.side != Side::near)
        ledger_.tell("B241", "bound", Verdict::contradictory, part, {whole.id}, formula + " ≠ " + said,
                     "文中称“" + said + "”，而" + formula + " = " + shown(*share, claim_of_percent(part)) + "%", 1, span);
      return;
    }
  }
  /// 咨询类占比超过一半: the member of a list, of the whole that the list adds up to.
  bool of_named(const std::vector<int>& all, View text, const Words& w) {
    const std::size_t from = claim::start_behind(text, w.start, U"，。；：、（）()\n");
    View name = text.substr(from, w.start - from);
    const std::size_t verb = name.find(U'占');
    constexpr std::size_t kLongest = 16;
    if (verb == View::npos || verb < 2 || name.size() > kLongest || std::any_of(name.begin(), name.end(), claim::is_digit) ||
        w.side == Side::near)
      return false;
    name = name.substr(0, verb);
    Text rest;
    for (const Family& family : families_of(e_, all, 2)) {
      if (family.measure != Role::level) continue;
      const int part = member_called(family, name, false, rest);
      if (part < 0 || e_[part].start > w.start) continue;
      for (const Ledger::Entry& entry : ledger_.entries()) {
        if (entry.verdict != Verdict::consistent || std::string_view(entry.kind) != "sum" ||
            std::find(entry.operands.begin(), entry.operands.end(), part) == entry.operands.end() ||
            e_[entry.result].passage != e_[part].passage)
          continue;
        const int whole = entry.result;
        const std::optional<Interval> share = percentage(e_[part].value, e_[whole].value);
        if (!share) return true;
        const bool holds = w.side == Side::over ? share->high >= w.percent : share->low <= w.percent;
        const std::string said = to_utf8(text.substr(w.start, w.end - w.start));
        const std::vector<readback::Range> span = {e_.passage(part).range(w.start, w.end)};
        const std::string formula = number_text(e_, part) + " ÷ " + number_text(e_, whole);
        ledger_.tell(
            "B241", "bound", holds ? Verdict::consistent : Verdict::contradictory, part, {whole},
            formula + (holds ? "：" : " ≠ ") + said,
            holds ? std::string() : "文中称“" + said + "”，而" + formula + " = " + shown(*share, claim_of_percent(part)) + "%",
            1, span);
        return true;
      }
    }
    return false;
  }
  /// A percentage with two decimals, for messages.
  Claim claim_of_percent(int like) const {
    Claim out = e_[like];
    out.kind = claim::Numeral::Kind::percent;
    out.decimals = 2;
    out.scale = 0;
    out.text = "0.00";
    out.noun.clear();
    return out;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_told_fractions(const Evidence& evidence, Ledger& ledger) { ToldFractions(evidence, ledger).run(); }

}  // namespace zh::check
