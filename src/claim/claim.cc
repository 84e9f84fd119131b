#include "claim/claim.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace zh::claim {
namespace {

constexpr char32_t kClauseEnds[] = U"，。；！？：（）()?!;\n";

/// Where a numeral stands: sentence, segment, clause and item as running numbers of the document.
struct Mark {
  int sentence = 0, segment = 0, clause = 0, item = 0, depth = 0;
  std::size_t clause_start = 0, item_start = 0;
};

/// The end of a short bracket without digits that opens here, or npos: 生产总值（GDP）, 不起诉（含附条件不起诉） say more of a
/// name and end no clause.
std::size_t plain_bracket(View text, std::size_t open) {
  constexpr std::size_t kLongest = 24;
  for (std::size_t i = open + 1; i < text.size() && i - open <= kLongest; ++i) {
    if (one_of(text[i], U"）)")) return i > open + 1 ? i : Text::npos;
    if (is_digit(text[i]) || one_of(text[i], U"（(，。；！？：\n")) return Text::npos;
  }
  return Text::npos;
}

/// The same words without such brackets.
Text without_brackets(View words) {
  Text out;
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t close = one_of(words[i], U"（(") ? plain_bracket(words, i) : Text::npos;
    if (close != Text::npos)
      i = close + 1;
    else
      out += words[i++];
  }
  return out;
}

constexpr std::size_t kBracketLabel = 6;

/// The marks of all numerals of a passage; `last` is that of the passage before.
std::vector<Mark> mark(const Text& text, const std::vector<Numeral>& numerals, Mark& last) {
  std::vector<Mark> marks(numerals.size());
  Mark m = last;
  m.depth = 0;
  m.clause_start = m.item_start = 0;
  ++m.sentence, ++m.segment, ++m.clause, ++m.item;
  std::size_t bracket_end = Text::npos;  // of a bracket that ends no clause
  std::size_t n = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    for (; n < numerals.size() && numerals[n].start == i; ++n) marks[n] = m;
    if (is_han(c) || is_digit(c)) continue;
    if ((c == U'（' || c == U'(') && i > m.item_start) bracket_end = plain_bracket(text, i);
    const bool colon_of_numbers = c == U':' && i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
    const bool comma = c == U',' && !(i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]));
    const bool inside = bracket_end != Text::npos && i <= bracket_end;
    if (inside) continue;
    // （上年同期：1.12亿元）: what opens a bracket says what its number is.
    if (one_of(c, U"：:") && m.depth > 0 && i - m.clause_start <= kBracketLabel) continue;
    if ((one_of(c, kClauseEnds) || c == U':' || comma) && !colon_of_numbers) {
      if (c == U'（' || c == U'(') ++m.depth;
      if ((c == U'）' || c == U')') && m.depth > 0) --m.depth;
      ++m.clause;
      ++m.item;
      m.clause_start = m.item_start = i + 1;
      if (one_of(c, U"。！？?!\n")) ++m.sentence, ++m.segment, m.depth = 0;
      if (c == U'；' || c == U';') ++m.segment;
    } else if (c == U'、') {
      ++m.item;
      m.item_start = i + 1;
    }
  }
  last = m;
  return marks;
}

bool is_prior_word(View before) {
  static const Words kPrior = {U"上年同期的", U"去年同期的", U"上年同期", U"去年同期", U"同期的", U"上年的",
                               U"去年的",     U"上年末的",   U"上年末",   U"去年底的", U"上年为", U"上年是",
                               U"上月的",     U"上年同月的", U"年初的",   U"上年",     U"去年",   U"上月",
                               U"上季",       U"年初",       U"期初",     U"上一年",   U"同期"};
  // 比10月的326件, 较2022年的75.52万件: nothing but a time stands between.
  if (const Found than = find_last(before, {U"比", U"较", U"于"}); than && than.at + 2 < before.size()) {
    const View time = before.substr(than.at + 1);
    const bool only_time = std::all_of(time.begin(), time.end(), [](char32_t c) {
      return is_digit(c) || one_of(c, U"年月日季度第一二三四上下前半初末底同期旬去的份为是个");
    });
    if (only_time && std::any_of(time.begin(), time.end(), [](char32_t c) { return one_of(c, U"年月日季期"); })) return true;
  }
  // 加上年初旧存28802件: a stock that is added.
  if (!find_any(before, {U"旧存", U"结转", U"结余", U"滚存", U"加上", U"加年初", U"未办结", U"未结", U"遗留"}).empty())
    return false;
  // 为年初预算80168万元的50.2%: what was planned, not what was.
  if (!find_any(before, {U"年初预算", U"年初计划", U"年初目标", U"年初任务"}).empty()) return false;
  const Found f = find_last(before, kPrior);
  if (!f) return false;
  const View behind = before.substr(f.at + f.word.size());
  // 2023年初步核算为
  if (starts_with(f.word, U"年初") && starts_with(behind, U"步")) return false;
  // 年初预算10065万元 is this year's plan, not last year's level.
  if (starts_with(f.word, U"年初") && !start_any(behind, {U"预算", U"目标", U"计划", U"任务", U"安排", U"指标"}).empty())
    return false;
  // 某镇同期处理26件, 同期财政支出17920亿元: of the same time, where nothing says of which year before.
  const View lead = before.substr(0, f.at);
  if (f.word == U"同期" && behind.size() >= 2 && one_of(behind[0], U"财处受收支完新结审发办抽检") &&
      lead.find_first_of(U"年月季期比较与于去上前") == View::npos)
    return false;
  // 比上年增加 10 is a change, 比上年的10 a prior.
  return !last_change_verb(behind) && behind.size() <= 6;
}

/// 同比上年（39400件）上升4.6%: an earlier level in brackets behind its time.
bool prior_in_brackets(View text, std::size_t start) {
  if (start < 3 || !one_of(text[start - 1], U"（(")) return false;
  const View lead = text.substr(0, start - 1);
  if (!end_any(lead, {U"上年", U"去年", U"同期", U"上月", U"上季度", U"上季", U"上年度"}).empty()) return true;
  // 较年初（5763人）净减345人
  const View time = end_any(lead, {U"年初", U"月初", U"期初", U"上年末", U"去年末", U"上年底", U"去年底", U"上期"});
  return !time.empty() && time.size() < lead.size() && one_of(lead[lead.size() - time.size() - 1], U"比较与");
}

/// 与6月末相比，减少241人（6月末14404人）: a level in brackets of the time that is compared with.
bool of_compared_time(View text, std::size_t start) {
  constexpr std::size_t kLongest = 8;
  const std::size_t open = last_before(text, start, U"（(");
  if (open == View::npos || start - open - 1 > kLongest || start - open < 3) return false;
  const View time = text.substr(open + 1, start - open - 1);
  if (!std::all_of(time.begin(), time.end(),
                   [](char32_t c) { return is_digit(c) || one_of(c, U"年月日季度底末初期第一二三四"); }))
    return false;
  for (std::size_t at = text.substr(0, open).find(time); at != View::npos && at < open;
       at = text.substr(0, open).find(time, at + 1))
    if (at > 0 && one_of(text[at - 1], U"比较与同和")) return true;
  return false;
}

/// 常住人口[2]为: the number of a note.
bool is_footnote(View text, std::size_t start, std::size_t end) {
  constexpr std::size_t kLongest = 2;
  return start > 0 && end < text.size() && end > start && end - start <= kLongest && text[start - 1] == U'[' &&
         text[end] == U']' &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(start), text.begin() + static_cast<std::ptrdiff_t>(end),
                     is_digit);
}

/// 日均 of 日均（31天）1557人次: the words before a short bracket that ends right before a number.
View words_before_bracket(View text, std::size_t at) {
  constexpr std::size_t kBracket = 10, kWords = 4;
  if (at < 3 || !one_of(text[at - 1], U"）)")) return {};
  const std::size_t from = at - std::min(at, kBracket);
  const std::size_t in = text.substr(from, at - 1 - from).find_last_of(U"（(");
  if (in == View::npos) return {};
  const std::size_t open = from + in;
  return text.substr(open - std::min(open, kWords), std::min(open, kWords));
}

/// 与2010年普查的412600人相比: what is compared with.
bool compared_with(const Claim& c) {
  return starts_with(c.after, U"相比") && c.kind == Numeral::Kind::count &&
         !find_any(c.clause_before, {U"与", U"同", U"和"}).empty() && !find_any(c.clause_before, {U"年", U"月", U"期"}).empty();
}

/// 比去年同期多装卸100.9万箱, 较上年少受理33件: +1, -1; 0 where nothing is compared so.
int more_than_before(View before) {
  const Found than = find_last(before, {U"比", U"较"});
  if (!than || (than.at > 0 && one_of(before[than.at - 1], U"同环可对占"))) return 0;
  const View rest = before.substr(than.at + 1);
  const Found time = find_last(rest, {U"同期", U"上年", U"去年", U"上月", U"上季度", U"上季", U"年初", U"年末", U"年底"});
  if (!time) return 0;
  const View verb = rest.substr(time.at + time.word.size());
  constexpr std::size_t kLongest = 4;
  if (verb.size() < 2 || verb.size() > kLongest || !one_of(verb[0], U"多少") ||
      !std::all_of(verb.begin(), verb.end(), is_han) || end_any(verb, {U"到", U"达", U"为", U"至"}).size() > 0)
    return 0;
  return verb[0] == U'多' ? 1 : -1;
}

class Reader {
 public:
  Reader(const readback::Reading& reading, Claims& out) : reading_(reading), out_(out) {}

  void run() {
    out_.passages = read_passages(reading_);
    // Places that are not needed cost nothing; moving claims does.
    constexpr std::size_t kDense = 12;  // characters for each number
    out_.claims.reserve(reading_.text.size() / kDense);
    Mark last;
    for (std::size_t p = 0; p < out_.passages.size(); ++p) {
      const Passage& passage = out_.passages[p];
      const std::vector<Numeral> numerals = scan_numerals(passage);
      const std::vector<Mark> marks = mark(passage.text, numerals, last);
      first_ = out_.claims.size();
      for (std::size_t n = 0; n < numerals.size(); ++n) add(static_cast<int>(p), passage, marks[n], numerals, n);
      respective(passage);
    }
    out_.sentences = last.sentence + 1;
    years();
    earlier_segments();
  }

 private:
  void add(int p, const Passage& passage, const Mark& mark, const std::vector<Numeral>& numerals, std::size_t n) {
    const Numeral& numeral = numerals[n];
    Claim c;
    c.id = static_cast<int>(out_.claims.size());
    c.range = passage.range(numeral.start, numeral.end);
    c.text = to_utf8(std::u32string_view(reading_.text).substr(c.range.start, c.range.end - c.range.start));
    c.kind = numeral.kind;
    c.decimals = numeral.decimals;
    c.scale = numeral.scale;
    c.bound = numeral.bound;
    c.chinese = numeral.chinese;
    c.written_sign = numeral.written_sign;
    c.reason = numeral.reason;
    c.noun = numeral.noun;
    c.passage = p;
    c.block = passage.block;
    const std::size_t at = numeral.start;
    c.sentence = mark.sentence;
    c.segment = mark.segment;
    c.clause = mark.clause;
    c.item = mark.item;
    c.depth = mark.depth;
    c.start = numeral.start;
    c.end = numeral.end;
    c.noun_end = numeral.noun_end;
    const View text = passage.text;
    const std::size_t clause_start = mark.clause_start;
    std::size_t before = clause_start;
    // A year or a list number does not cut the words that belong to the number.
    for (std::size_t k = n; k-- > 0 && numerals[k].start >= clause_start;) {
      if (numerals[k].kind == Numeral::Kind::year || numerals[k].kind == Numeral::Kind::date) continue;
      if (numerals[k].chinese && numerals[k].noun.empty()) continue;  // 排名前十的举报热点占…
      if (is_footnote(text, numerals[k].start, numerals[k].end)) continue;
      before = std::max(before, numerals[k].noun_end);
      break;
    }
    c.before = text.substr(before, at - before);
    // Each number behind a longer one would keep a copy.
    const std::size_t clause_from = std::max(clause_start, at > kMostOfClause ? at - kMostOfClause : 0);
    c.clause_before = text.substr(clause_from, at - clause_from);
    std::size_t stop = numeral.noun_end;
    const std::size_t next = n + 1 < numerals.size() ? numerals[n + 1].start : text.size();
    while (stop < next && (is_han(text[stop]) || !(one_of(text[stop], kClauseEnds) || one_of(text[stop], U"、,:")))) ++stop;
    c.after = text.substr(numeral.noun_end, stop - numeral.noun_end);
    // 1356元/人次: a quotient by its unit.
    c.averaged = c.kind == Numeral::Kind::count && !c.chinese &&
                 ((c.after.size() > 1 && one_of(c.after[0], U"/／") && (is_han(c.after[1]) || c.after[1] == U'㎡')) ||
                  !find_any(c.before.empty() ? words_before_bracket(text, at) : c.before,
                            {U"平均", U"人均", U"户均", U"日均", U"月均", U"年均", U"次均", U"件均", U"亩均", U"笔均", U"案均",
                             U"台均", U"店均", U"村均", U"企均"})
                       .empty());
    bare_share(c, text);
    role(c, passage, numerals, n);
    name(c, passage, mark);
    set_value(c, numeral.number);
    out_.claims.push_back(std::move(c));
  }

  /// A、B、C分别为1、2和3: the k-th value bears the k-th name.
  void respective(const Passage& passage) {
    const auto joined = [&](const Claim& a, const Claim& b) {
      const View between = View(passage.text).substr(a.noun_end, b.start - a.noun_end);
      return between == U"、" || between == U"和" || between == U"与" || between == U"及" || between == U"以及";
    };
    std::vector<Claim>& all = out_.claims;
    for (std::size_t i = first_; i < all.size(); ++i) {
      std::size_t k = 1;
      while (i + k < all.size() && all[i + k].kind == all[i].kind && joined(all[i + k - 1], all[i + k])) ++k;
      const Found word = find_last(all[i].before, {U"分别", U"依次", U"各"});
      if (k < 2 || !word || all[i].role == Role::date || all[i].role == Role::label) {
        i += k - 1;
        continue;
      }
      std::vector<Text> items = split(all[i].before.substr(0, word.at), U"、和与及");
      for (Text& item : items) item = Text(strip_name(item));
      if (items.size() == k && std::none_of(items.begin(), items.end(), [](const Text& t) { return t.empty(); })) {
        // 一、二、三产: what only the last one has.
        const std::size_t own = items[0].size();
        const Text tail = items.back().size() > own && own <= 2 ? items.back().substr(own) : Text();
        for (std::size_t m = 0; m < k; ++m) {
          all[i + m].name = m + 1 < k && items[m].size() == own ? items[m] + tail : items[m];
          all[i + m].name_inherited = false;
        }
      }
      i += k - 1;
    }
  }

  /// Levels that are said to be of a year before the document's own: 2005年为32.0万个.
  void years() {
    // Its own year is that of its title, else the one it speaks of most: a report on 2023 is dated 2024.
    std::map<int, int> mentioned;
    for (const Claim& c : out_.claims)
      if (c.kind == Numeral::Kind::year && c.end - c.start == 4) ++mentioned[year_of(c)];
    int own = title_year();
    if (own == 0)
      for (const auto& [year, times] : mentioned)
        if (own == 0 || times >= mentioned[own]) own = year;
    const Claim* year = nullptr;
    for (Claim& c : out_.claims) {
      if (c.kind == Numeral::Kind::year) {
        year = &c;
        continue;
      }
      if (c.role != Role::level || c.kind != Numeral::Kind::count || year == nullptr || year->clause != c.clause ||
          year->passage != c.passage)
        continue;
      const View between = View(out_.passages[static_cast<std::size_t>(c.passage)].text).substr(year->end, c.start - year->end);
      static const Words kOnly = {U"年为", U"年",   U"年的",     U"年是",     U"年末为",
                                  U"年末", U"年底", U"年同期为", U"年同期的", U"年同期"};
      if (year_of(*year) < own && std::find(kOnly.begin(), kOnly.end(), between) != kOnly.end()) c.role = Role::prior;
    }
  }
  /// 上年受理786件，办结748件: what opens with last year goes on with it up to the next ；.
  void earlier_segments() {
    const Claim* head = nullptr;  // of an earlier segment
    int segment = -1;
    for (Claim& c : out_.claims) {
      if (c.role == Role::date || c.role == Role::label || c.role == Role::limit) continue;
      if (c.segment != segment) {
        segment = c.segment;
        const bool behind_now = c.id > 0 && out_.claims[static_cast<std::size_t>(c.id) - 1].sentence == c.sentence;
        head = behind_now && c.role == Role::prior && c.kind == Numeral::Kind::count &&
                       !start_any(c.clause_before, {U"上年", U"去年"}).empty()
                   ? &c
                   : nullptr;
        continue;
      }
      if (head == nullptr || c.depth != head->depth) continue;
      static const Words kNow = {U"今年", U"本年", U"本期", U"本月", U"当年", U"新增", U"净增", U"增", U"减",  U"升",
                                 U"降",   U"达",   U"现",   U"目前", U"比",   U"较",   U"年",   U"月", U"同期"};
      // 上年抽查560批次，合格540批次，合格率96.4%: what last year's rate is of.
      const auto next = static_cast<std::size_t>(c.id) + 1;
      const bool rated =
          next < out_.claims.size() && out_.claims[next].sentence == c.sentence && out_.claims[next].is_percentage();
      if (c.role != Role::level || c.kind != Numeral::Kind::count || rated || !find_any(c.clause_before, kNow).empty())
        head = nullptr;
      else
        c.role = Role::prior;
    }
  }
  /// The one year of the first line that names any, if that line is a title; 0: there is none.
  int title_year() const {
    constexpr std::size_t kLongestTitle = 40;
    int year = 0;
    for (const Claim& c : out_.claims) {
      if (c.kind != Numeral::Kind::year || c.end - c.start != 4) continue;
      const View text = out_.passages[static_cast<std::size_t>(c.passage)].text;
      if (c.passage > 3 || text.size() > kLongestTitle || text.find_first_of(U"。，；月日") != View::npos) break;
      if (year != 0 && year != year_of(c)) return 0;
      year = year_of(c);
    }
    return year;
  }
  static int year_of(const Claim& c) {
    const std::optional<Decimal> d = c.exact.exact_decimal();
    return d ? static_cast<int>(d->coefficient()) : 0;
  }

  /// The claim right before this one if only 、/和/及/与 or a bracket stands between: a list of values goes on.
  const Claim* list_neighbour(const Claim& c, const Passage& passage) const {
    if (out_.claims.size() == first_) return nullptr;
    const Claim& last = out_.claims.back();
    const View between = View(passage.text).substr(last.noun_end, c.start - last.noun_end);
    if (between == U"、" || between == U"和" || between == U"与" || between == U"及" || between == U"以及" ||
        between == U"，" || between == U"或")
      return &last;
    return nullptr;
  }

  /// 占举报总量的75.96，: a share whose % is missing.
  static void bare_share(Claim& c, View text) {
    if (c.kind != Numeral::Kind::count || !c.noun.empty() || c.decimals == 0 || c.scale != 0 || c.chinese) return;
    if (c.noun_end < text.size() && !one_of(text[c.noun_end], U"，。；、）)")) return;
    const std::size_t at = c.before.rfind(U'占');
    if (at == Text::npos || !ends_with(c.before, U"的") || c.before.size() - at < 4 || c.before.size() - at > 16) return;
    c.kind = Numeral::Kind::percent;
  }

  /// 由3210人上升为7200人: what it became; 增幅为 and 增速为 tell the change itself.
  static bool becomes(const Verb& verb, View behind) {
    static const Words kVerbs = {U"上升", U"下降", U"增加", U"减少", U"提高", U"降低", U"提升", U"扩大", U"缩小"};
    return behind == U"为" && std::find(kVerbs.begin(), kVerbs.end(), verb.word) != kVerbs.end();
  }

  void role(Claim& c, const Passage& passage, const std::vector<Numeral>& numerals, std::size_t n) {
    using Kind = Numeral::Kind;
    switch (c.kind) {
      case Kind::year:
      case Kind::date:
        c.role = Role::date;
        return;
      case Kind::label:
        c.role = Role::label;
        return;
      case Kind::limit:
        c.role = Role::limit;
        return;
      case Kind::ordinal:
        c.role = Role::label;
        return;
      case Kind::part:
        c.role = Role::share;
        return;
      case Kind::multiple:
        c.role = Role::multiple;
        return;
      default:
        break;
    }
    c.year_on_year =
        contains(c.clause_before, U"同比") || contains(c.clause_before, U"上年") || contains(c.clause_before, U"去年");
    c.month_on_month =
        contains(c.clause_before, U"环比") || contains(c.clause_before, U"上月") || contains(c.clause_before, U"上季");
    if (c.month_on_month && c.year_on_year)
      c.year_on_year = find_last(c.clause_before, {U"同比", U"上年", U"去年"}).at >
                       find_last(c.clause_before, {U"环比", U"上月", U"上季"}).at,
      c.month_on_month = !c.year_on_year;
    if (c.chinese) {
      c.role = Role::count;
      return;
    }
    const Claim* neighbour = list_neighbour(c, passage);
    if (neighbour != nullptr && neighbour->kind == c.kind && strip_name(c.before).empty()) {
      c.role = neighbour->role;
      c.sign = neighbour->sign;
      c.base = neighbour->base;
      c.year_on_year = c.year_on_year || neighbour->year_on_year;
      c.month_on_month = c.month_on_month || neighbour->month_on_month;
      return;
    }
    const Text words = without_brackets(Text(c.before));
    const View before = words;
    const Verb verb = last_change_verb(before);
    const std::size_t verb_end = verb ? verb.at + verb.word.size() : 0;
    const View behind_verb = verb ? before.substr(verb_end) : before;
    // 降至56.5%: what it became.
    const bool near_verb = verb && !ends_with(verb.word, U"至") && behind_verb.size() <= 7 && !becomes(verb, behind_verb) &&
                           !contains(behind_verb, U"占") && !contains(behind_verb, U"率") && !contains(behind_verb, U"比重") &&
                           // 产值增长的45家, 增长面66.2%: those that grew, and how many of all they are.
                           behind_verb != U"的" && !starts_with(behind_verb, U"面") &&
                           start_any(behind_verb, {U"到", U"至"}).empty();
    if (c.kind == Kind::point) {
      c.role = Role::point;
      c.sign = verb ? verb.sign : 0;
      return;
    }
    if (c.kind == Kind::percent || c.kind == Kind::permille) {
      percentage(c, passage, before, verb, near_verb);
      return;
    }
    if (one_of(c.before.empty() ? U'\0' : c.before.back(), U"前第") &&
        (c.noun == U"位" || c.noun == U"名" || c.noun == U"类" || c.noun == U"项")) {
      c.role = Role::count;
      return;
    }
    if (const int more = more_than_before(before); more != 0) {
      c.role = Role::change;
      c.sign = more;
      return;
    }
    if (is_prior_word(before) || (before.empty() && prior_in_brackets(passage.text, c.start)) || compared_with(c) ||
        of_compared_time(passage.text, c.start)) {
      c.role = Role::prior;
      return;
    }
    // 分别比上年增加4家和612张
    if (before.empty() || before == U"和" || before == U"及" || before == U"与")
      if (out_.claims.size() > first_) {
        const Claim& last = out_.claims.back();
        const View link = View(passage.text).substr(last.noun_end, c.start - last.noun_end);
        if (last.role == Role::change && last.kind == Numeral::Kind::count && last.depth == c.depth &&
            (link == U"、" || link == U"和" || link == U"及" || link == U"与")) {
          c.role = Role::change;
          c.sign = last.sign;
          return;
        }
      }
    if (int sign = 0; apart_from(c, passage, sign)) {
      c.role = Role::change;
      c.sign = sign;
      return;
    }
    // 上年同期为551780件，多受理63585件; 增量为2455.5万件
    if (out_.claims.size() > first_ && out_.claims.back().role == Role::prior && out_.claims.back().noun == c.noun &&
        !c.noun.empty()) {
      constexpr std::size_t kLongest = 4;
      const bool apart = before.size() >= 2 && before.size() <= kLongest && one_of(before[0], U"多少") && before[1] != U'数';
      const bool named = !start_any(before, {U"增量", U"增加额", U"增长量"}).empty() && before.size() <= kLongest;
      if (apart || named) {
        c.role = Role::change;
        c.sign = before[0] == U'少' ? -1 : 1;
        return;
      }
    }
    // 执行1819件，多结119件，升7%; 起数多4起，升36.4%: the growth right behind it is of this change.
    if (const int more = more_with_growth(c, before, numerals, n, passage); more != 0) {
      c.role = Role::change;
      c.sign = more;
      return;
    }
    static const Words kNotChange = {U"新增", U"增至", U"减至", U"降至", U"多", U"高", U"低", U"少", U"升", U"涨"};
    bool change = near_verb && !verb.rate && behind_verb.size() <= 2;
    // 比上年新增389台
    const bool than = change && verb.word == U"新增" && ends_with(before, verb.word) &&
                      !end_any(before.substr(0, verb.at), {U"比上年", U"比去年", U"较上年", U"较去年", U"比上年同期",
                                                           U"较上年同期", U"比去年同期", U"较去年同期", U"年末", U"年初"})
                           .empty();
    if (change && !than && (verb.word == U"新增" || verb.word == U"增至" || verb.word == U"减至" || verb.word == U"降至"))
      change = false;
    if (change && verb.word.size() == 1 && verb.at == 0 && before.size() == 1)
      change = true;
    else if (change && verb.word.size() == 1 &&
             std::find(kNotChange.begin(), kNotChange.end(), verb.word) != kNotChange.end() && verb.at > 0) {
      // 多收, 少支; "最高" and "高新" are no verbs.
      const View lead = before.substr(0, verb.at);
      change = contains(lead, U"比") || contains(lead, U"较") || contains(lead, U"同") || behind_verb.size() == 1 ||
               (lead.size() <= 4 && starts_with(lead, U"每") && behind_verb.empty());  // 每件少0.55元
      if (ends_with(lead, U"最") || ends_with(lead, U"至")) change = false;
    }
    if (change && (!start_any(behind_verb, {U"到", U"至"}).empty() || becomes(verb, behind_verb))) change = false;
    if (change) {
      c.role = Role::change;
      c.sign = verb.sign;
    }
  }

  /// 多 or 少 with a verb of one character, behind a level of its noun or another such change; +1, -1, or 0 where it is none.
  int more_with_growth(const Claim& c, View before, const std::vector<Numeral>& numerals, std::size_t n,
                       const Passage& passage) const {
    constexpr std::size_t kLongest = 6;
    while (!before.empty() && one_of(before.front(), U"、，和及")) before.remove_prefix(1);
    if (c.noun.empty() || before.empty() || before.size() > kLongest || out_.claims.size() == first_) return 0;
    const std::size_t at = before.find_last_of(U"多少");
    if (at == View::npos || before.size() - at > 2) return 0;
    const bool verbal =
        before.size() - at == 2 && one_of(before.back(), U"结收死伤亡发受办审增得产销运缴支查处罚立") && at == 0;
    const bool counted = before.size() - at == 1 && at >= 2 && one_of(before[at - 1], U"数量额值亡伤");
    if (!verbal && !counted) return 0;
    const Claim& last = out_.claims.back();
    const View text = passage.text;
    const int sign = before[at] == U'多' ? 1 : -1;
    // 少8起、少死9人
    if (verbal && last.role == Role::change && last.sign == sign && last.sentence == c.sentence && last.noun_end < c.start &&
        text[last.noun_end] == U'、')
      return sign;
    if (n + 1 >= numerals.size() || numerals[n + 1].kind != Numeral::Kind::percent) return 0;
    const View link = text.substr(c.noun_end, numerals[n + 1].start - c.noun_end);
    if (link.size() < 2 || link.size() > kLongest || link[0] != U'，') return 0;
    const Verb verb = last_change_verb(link);
    if (!verb || verb.at != 1 || (verb.sign != 0 && verb.sign != sign)) return 0;
    return counted || (last.is_amount() && last.noun == c.noun && last.sentence == c.sentence) ? sign : 0;
  }

  /// 比六月的37.5分钟快3.3分钟, 较常年（15.9℃）偏高0.9℃: a short verb between what is compared with and the number.
  bool apart_from(const Claim& c, const Passage& passage, int& sign) const {
    if (out_.claims.size() == first_) return false;
    constexpr std::size_t kVerb = 4, kLead = 24;
    const Claim& last = out_.claims.back();
    const View text = passage.text;
    View link = text.substr(last.noun_end, c.start - last.noun_end);
    std::size_t end = last.start;
    if (!link.empty() && one_of(link.front(), U"）)")) {
      link.remove_prefix(1);
      const std::size_t open = last_before(text, end, U"（(");
      if (open == View::npos || end - open > 8) return false;
      end = open;
    } else if (last.clause != c.clause) {
      return false;
    }
    if (last.kind != c.kind || last.role == Role::change || last.role == Role::growth ||
        (last.noun != c.noun && !last.noun.empty()) || link.empty() || link.size() > kVerb ||
        !std::all_of(link.begin(), link.end(), is_han) || one_of(link.back(), U"到至为达") ||
        link.find_first_of(U"占率") != View::npos)
      return false;
    const std::size_t verb = link.find_last_of(U"多高增升涨延长少低减降跌缩压短快慢早迟");
    if (verb == View::npos) return false;
    const std::size_t lead_from = start_behind(text, end, U"，。；：！？（）()\n");
    const View lead = text.substr(lead_from, end - lead_from);
    const Found than = find_last(lead, {U"比", U"较"});
    if (!than || lead.size() - than.at > kLead || (than.at > 0 && one_of(lead[than.at - 1], U"占同环对"))) return false;
    sign = one_of(link[verb], U"多高增升涨延长") ? 1 : one_of(link[verb], U"少低减降跌缩压短") ? -1 : 0;
    return true;
  }

  void percentage(Claim& c, const Passage& passage, View before, const Verb& verb, bool near_verb) {
    static const Words kShare = {U"占比", U"比重", U"份额", U"占", U"构成"};
    static const Words kRate = {U"率",     U"比例",   U"满意度", U"贡献度", U"进度", U"覆盖面",
                                U"增长面", U"下降面", U"亏损面", U"强度",   U"之比"};
    // 完成目标3000人的108.5%, 为164种的64.0%: the amount right before is the base.
    if ((before == U"的" || before == U"的约" || before == U"的近") && out_.claims.size() > first_ &&
        out_.claims.back().is_amount()) {
      c.role = Role::share;
      return;
    }
    // 占总人口比重（常住人口城镇化率）为58.2%: the words stand before the bracket.
    constexpr std::size_t kLink = 4;
    const View text = passage.text;
    if (const std::size_t from = c.start - std::min(c.start, before.size());
        from > 0 && before.size() <= kLink && !near_verb && one_of(text[from - 1], U"）)") && !before.empty()) {
      const std::size_t open = text.substr(0, from - 1).find_last_of(U"（(");
      if (open != View::npos && from - open < kMostOfClause) {
        const std::size_t mark = text.substr(0, open).find_last_of(U"，。；：！？（）()");
        const std::size_t lead_from = mark == View::npos ? 0 : mark + 1;
        const View lead = text.substr(lead_from, open - lead_from);
        if ((find_last(lead, kShare) || find_last(lead, kRate)) && lead.size() < kMostOfClause)
          return percentage(c, passage, Text(lead) + Text(before), Verb{}, false);
      }
    }
    const Found share = find_last(before, kShare);
    const Found rate = find_last(before, kRate);
    if (share) {
      const View behind = before.substr(share.at + share.word.size());
      const bool growth_behind = near_verb && verb.at > share.at;
      if (!growth_behind) {
        c.role = Role::share;
        View base = behind;
        if (ends_with(base, U"的")) base.remove_suffix(1);
        if (contains(base, U"的比重") || contains(base, U"的比例")) base = base.substr(0, base.find(U"的比"));
        if (share.word == U"占" && base.size() >= 2)
          c.base = Text(base);
        else if (share.word != U"占" && ends_with(before.substr(0, share.at), U"的")) {
          const View lead = before.substr(0, share.at - 1);
          const std::size_t at = lead.rfind(U"占");
          if (at != View::npos) c.base = Text(lead.substr(at + 1));
        }
        return;
      }
    }
    if (near_verb) {
      c.role = Role::growth;
      c.sign = verb.sign;
      return;
    }
    // 年降水量1034.6毫米，较常年（1187.3毫米）偏少14.8%
    if (!out_.claims.empty() && out_.claims.size() > first_ && out_.claims.back().is_amount()) {
      Claim like = c;
      like.kind = Numeral::Kind::count;
      like.noun = out_.claims.back().noun;
      if (int sign = 0; apart_from(like, passage, sign)) {
        c.role = Role::growth;
        c.sign = sign;
        return;
      }
    }
    if (rate && before.size() - rate.at <= 8) {
      c.role = Role::rate;
      return;
    }
    if (verb && verb.at + verb.word.size() + 7 >= before.size() &&
        !start_any(before.substr(verb.at + verb.word.size()), {U"到", U"至"}).empty()) {
      c.role = Role::percent;
      return;
    }
    // 完成预算的97%, 相当于财政总收入的43.6%, 是…的, 为…的
    const Found of = find_last(before, {U"完成", U"相当于", U"约合", U"折合", U"为", U"是", U"达到", U"仅"});
    if (of && ends_with(before, U"的") && before.size() > of.at + of.word.size() + 2) {
      c.role = Role::share;
      c.base = Text(before.substr(of.at + of.word.size(), before.size() - of.at - of.word.size() - 1));
      return;
    }
    if (c.written_sign) {
      c.role = Role::growth;
      return;
    }
    // 增278对，11.2%; 缩短6.5天、9.4%; 高出650.2亿元，即13.4%: what the change is in percent.
    if (out_.claims.size() > first_ && (before.empty() || before == U"即" || before == U"、")) {
      const Claim& last = out_.claims.back();
      const View link = text.substr(last.noun_end, c.start - last.noun_end);
      if (last.role == Role::change && last.kind == Numeral::Kind::count && last.depth == c.depth &&
          (link == U"，" || link == U"、" || link == U"，即" || link == U"即") &&
          (c.noun_end >= text.size() || one_of(text[c.noun_end], U"，。；）)、"))) {
        c.role = Role::growth;
        c.sign = last.sign;
        return;
      }
    }
    // 环比跌0.84元（3.8%）: the change in percent.
    if (before.empty() && c.start > 0 && one_of(passage.text[c.start - 1], U"（(") && out_.claims.size() > first_) {
      const Claim& last = out_.claims.back();
      if (last.role == Role::change && last.kind == Numeral::Kind::count && c.start - last.noun_end <= 1) {
        c.role = Role::growth;
        c.sign = last.sign;
        return;
      }
    }
    // Alone in brackets behind a quantity.
    if (before.empty() && c.start > 0 && one_of(passage.text[c.start - 1], U"（(") && out_.claims.size() > first_) {
      const Claim& last = out_.claims.back();
      if (last.is_amount() && c.start - last.noun_end <= 12) {
        c.role = Role::share;
        return;
      }
    }
    // 占举报总量近五成（47.4%）: in brackets behind the share in words.
    if (before.empty() && c.start > 2 && one_of(text[c.start - 1], U"（(") && one_of(text[c.start - 2], U"成半数")) {
      const std::size_t mark = text.substr(0, c.start - 1).find_last_of(U"，。；：！？（）()");
      const std::size_t lead_from = mark == View::npos ? 0 : mark + 1;
      const View lead = text.substr(lead_from, c.start - 1 - lead_from);
      if (const Found whole = find_last(lead, kShare); whole && lead.size() < kMostOfClause) {
        c.role = Role::share;
        View base = lead.substr(whole.at + whole.word.size());
        const Found about = find_last(base, {U"将近", U"接近", U"超过", U"近", U"超", U"约", U"过", U"的"});
        if (about && about.at >= 2) base = base.substr(0, about.at);
        if (whole.word == U"占" && base.size() >= 2) c.base = Text(base);
        return;
      }
    }
    // 分别增长9.7%和8.5%: the verb is said of the whole list.
    if ((before == U"、" || before == U"和" || before == U"与" || before == U"及") && out_.claims.size() > first_) {
      const Claim& last = out_.claims.back();
      if (last.role == Role::growth && last.is_percentage() && last.noun_end + before.size() == c.start) {
        c.role = Role::growth;
        c.sign = last.sign;
        return;
      }
    }
    c.role = Role::percent;
  }

  /// 二产 is 第二产业.
  static Text spelled_out(View name) {
    Text out;
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (one_of(name[i], U"一二三") && i + 1 < name.size() && name[i + 1] == U'产' &&
          (i + 2 == name.size() || name[i + 2] != U'业') && (i == 0 || name[i - 1] != U'第')) {
        out += U'第';
        out += name[i];
        out += U"产业";
        ++i;
      } else {
        out += name[i];
      }
    }
    return out;
  }

  /// 0—14岁, 60周岁及以上, 35岁以下, 36至54岁之间: a class of age that stands where a name begins; `from` moves behind it.
  static Text age_class(View text, std::size_t least, std::size_t to, std::size_t& from) {
    std::size_t years = from;  // where 岁 stands
    if (starts_with(text.substr(from), U"周岁")) {
      years = from + 1;
    } else if (from < text.size() && text[from] != U'岁') {
      if (from == least || text[from - 1] != U'岁') return {};
      years = from - 1;
    }
    if (years >= to) return {};
    std::size_t end = years;
    if (end > least && text[end - 1] == U'周') --end;
    const auto digits = [&](std::size_t at) {
      while (at > least && is_digit(text[at - 1])) --at;
      return at;
    };
    std::size_t begin = digits(end);
    if (begin == end) return {};
    Text out(text.substr(begin, end - begin));
    std::size_t mark = begin;
    while (mark > least && one_of(text[mark - 1], U"-—–~～至到")) --mark;
    if (mark < begin) {
      std::size_t first_end = mark;
      if (first_end > least && text[first_end - 1] == U'岁') --first_end;
      if (first_end > least && text[first_end - 1] == U'周') --first_end;
      if (const std::size_t first = digits(first_end); first < first_end) {
        out = Text(text.substr(first, first_end - first)) + U"—" + out;
        begin = first;
      }
    }
    from = years + 1;
    out += U'岁';
    const View tail = start_any(text.substr(from, to - from), {U"及以上", U"及其以上", U"以上", U"及以下", U"以下", U"之间"});
    from += tail.size();
    if (tail != U"之间") out += tail;
    return out;
  }

  void name(Claim& c, const Passage& passage, const Mark& mark) {
    if (c.role == Role::date || c.role == Role::label) return;
    const std::size_t item = mark.item_start;
    std::size_t from = std::max(item, c.start - c.before.size());
    const Text age = age_class(passage.text, item, c.start, from);
    Text without_notes(View(passage.text).substr(from, c.start - from));
    for (std::size_t open = without_notes.find(U'['); open != Text::npos; open = without_notes.find(U'[', open + 1))
      if (const std::size_t close = without_notes.find(U']', open);
          close != Text::npos && is_footnote(without_notes, open + 1, close))
        without_notes.erase(open, close + 1 - open), open = open > 0 ? open - 1 : 0;
    without_notes = without_brackets(without_notes);
    View own = without_notes;
    if (c.role == Role::share || c.role == Role::growth || c.role == Role::change || c.role == Role::point) {
      const Found cut = find_last(own, {U"占", U"相当于", U"约合", U"同比", U"环比", U"比上", U"较上", U"比去", U"较去",
                                        U"比重", U"增幅", U"降幅", U"较", U"比"});
      // 同比上升 holds 比上, 可比增长 比.
      if (cut) own = own.substr(0, cut.at - (cut.word[0] == U'比' && cut.at > 0 && one_of(own[cut.at - 1], U"同环可") ? 1 : 0));
      // 第一产业增加值占生产总值的比重: the subject ends at the first of the two.
      if (const std::size_t of = own.find(U"占"); c.role == Role::share && of != View::npos && of != 1) own = own.substr(0, of);
    }
    View words = strip_name(own);
    if (c.role == Role::growth || c.role == Role::change)  // 投诉多了63.30%
      while (words.size() > 2 && one_of(words.back(), U"多少")) words = strip_name(words.substr(0, words.size() - 1));
    c.name = spelled_out(words);
    if (!age.empty()) c.name = age + c.name;
    if (c.name.empty() && !c.after.empty() && is_han(c.after[0]) && !one_of(c.after[0], U"的以左上下，、") &&
        c.after.size() <= 12 && c.kind == Numeral::Kind::count) {
      // 1188件咨询按内容分为: what is counted ends before the next word.
      const std::size_t stop = c.after.find_first_of(U"按分中里，为是由");
      c.name = stop != Text::npos && stop >= 2 ? c.after.substr(0, stop) : c.after;
    }
    if (c.name.empty() && out_.claims.size() > first_ && passage.cell < 0) {
      constexpr std::size_t kFarthest = 300;  // numbers; what a sentence without a name would cost grows with their square
      for (std::size_t k = out_.claims.size(); k-- > first_ && out_.claims.size() - k <= kFarthest;) {
        const Claim& other = out_.claims[k];
        if (other.sentence != c.sentence) break;
        if (other.role == Role::date || other.role == Role::label || other.name.empty()) continue;
        c.name = other.name;
        c.name_inherited = true;
        break;
      }
    }
  }

  const readback::Reading& reading_;
  Claims& out_;
  std::size_t first_ = 0;
};

}  // namespace

const char* role_name(Role role) {
  static constexpr const char* kNames[] = {"level", "prior",    "change", "growth", "share", "rate", "percent",
                                           "point", "multiple", "count",  "limit",  "date",  "label"};
  return kNames[static_cast<int>(role)];
}

void set_value(Claim& c, const Decimal& number) {
  using Kind = Numeral::Kind;
  Rational value(number);
  int scale = c.scale;
  if (c.kind == Kind::permille) scale = -1;
  const Rational factor = Rational::power_of_ten(scale);
  value = value * factor;
  const bool signed_role = c.role == Role::growth || c.role == Role::change || c.role == Role::point;
  if (signed_role && c.sign < 0 && value.sign() > 0) value = -value;
  c.exact = value;
  c.unit_place = Rational::power_of_ten(scale - c.decimals);
  const bool counted = !c.averaged && c.kind == Kind::count && c.decimals == 0 && c.scale == 0 && !is_measured(c.noun);
  if (counted) {
    c.value = Interval::exactly(value);
  } else {
    const Rational half = c.unit_place / Rational(2);
    c.value = {value - half, value + half};
  }
}

int likeness(const Text& a, const Text& b) {
  const Text& small = a.size() <= b.size() ? a : b;
  const Text& large = a.size() <= b.size() ? b : a;
  if (small.empty()) return 0;
  if (small.size() == 1) return contains(large, small) ? 60 : 0;
  int hits = 0;
  for (std::size_t i = 0; i + 1 < small.size(); ++i)
    for (std::size_t k = 0; k + 1 < large.size(); ++k)
      if (large[k] == small[i] && large[k + 1] == small[i + 1]) {
        ++hits;
        break;
      }
  return static_cast<int>(100 * static_cast<std::size_t>(hits) / (small.size() - 1));
}

Claims understand(const readback::Reading& reading) {
  Claims claims;
  Reader(reading, claims).run();
  read_tables(reading, claims);
  return claims;
}

}  // namespace zh::claim
