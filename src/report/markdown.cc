#include "report/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <memory>
#include <mutex>

#include "base/diagnostic.h"

namespace zh::report::markdown {
namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

std::string literal_of(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text ? text : "";
}

std::string_view type_of(cmark_node* node) { return cmark_node_get_type_string(node); }

/// What cannot stand in a report, as its author calls it.
std::string name_of_unsupported(cmark_node* node) {
  const std::string_view type = type_of(node);
  if (type == "code_block") return ZH_N("a block of code");
  if (type == "html_inline" || type == "html_block") return ZH_N("an HTML tag");
  if (type == "image") return ZH_N("a picture");
  if (type == "code") return ZH_N("code");
  if (type == "strikethrough") return ZH_N("struck text");
  if (type == "footnote_definition" || type == "footnote_reference") return ZH_N("a footnote");
  return std::string(type);
}

class Reader {
 public:
  std::vector<Block> read(cmark_node* document) {
    children(document);
    return std::move(blocks_);
  }

 private:
  void children(cmark_node* parent) {
    for (cmark_node* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) block(node);
  }

  Block& add(Block::Kind kind, cmark_node* node) {
    blocks_.push_back({});
    blocks_.back().kind = kind;
    blocks_.back().line = cmark_node_get_start_line(node);
    return blocks_.back();
  }

  void block(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) {
      // What inlines() cannot read becomes a block of its own after this one, so this one is reached by its number.
      const std::size_t index = blocks_.size();
      Block& b = add(type == CMARK_NODE_HEADING ? Block::Kind::heading : Block::Kind::paragraph, node);
      if (type == CMARK_NODE_HEADING) b.level = cmark_node_get_heading_level(node);
      Spans spans;
      inlines(node, {}, spans);
      blocks_[index].spans = std::move(spans);
    } else if (type == CMARK_NODE_BLOCK_QUOTE) {
      const std::size_t before = blocks_.size();
      children(node);
      for (std::size_t i = before; i < blocks_.size(); ++i)
        if (blocks_[i].kind == Block::Kind::paragraph) blocks_[i].kind = Block::Kind::quote;
    } else if (type == CMARK_NODE_LIST) {
      Block list;
      list.kind = Block::Kind::list;
      list.line = cmark_node_get_start_line(node);
      list.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
      items(node, list.items);
      blocks_.push_back(std::move(list));
    } else if (type == CMARK_NODE_THEMATIC_BREAK) {
      add(Block::Kind::page_break, node);
    } else if (type_of(node) == "table") {
      table(node);
    } else {
      add(Block::Kind::unsupported, node).what = name_of_unsupported(node);
    }
  }

  /// Paragraphs of an item run together with a forced break; items of inner lists follow as items.
  void items(cmark_node* list, std::vector<Spans>& out) {
    for (cmark_node* item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
      Spans spans;
      std::vector<Spans> inner;
      for (cmark_node* node = cmark_node_first_child(item); node; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH) {
          if (!spans.empty()) spans.push_back({.line_break = true});
          inlines(node, {}, spans);
        } else if (cmark_node_get_type(node) == CMARK_NODE_LIST) {
          items(node, inner);
        } else {
          add(Block::Kind::unsupported, node).what = name_of_unsupported(node);
        }
      }
      out.push_back(std::move(spans));
      for (Spans& s : inner) out.push_back(std::move(s));
    }
  }

  void table(cmark_node* node) {
    Block b;
    b.kind = Block::Kind::table;
    b.line = cmark_node_get_start_line(node);
    const int columns = cmark_gfm_extensions_get_table_columns(node);
    const std::uint8_t* align = cmark_gfm_extensions_get_table_alignments(node);
    for (int i = 0; i < columns; ++i)
      b.align.push_back(align[i] == 'l'   ? document::Align::left
                        : align[i] == 'r' ? document::Align::right
                                          : document::Align::center);
    for (cmark_node* row = cmark_node_first_child(node); row; row = cmark_node_next(row)) {
      b.rows.emplace_back();
      for (cmark_node* cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
        b.rows.back().emplace_back();
        inlines(cell, {}, b.rows.back().back());
      }
    }
    blocks_.push_back(std::move(b));
  }

  void inlines(cmark_node* parent, Span style, Spans& out) {
    for (cmark_node* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
      Span span = style;
      switch (cmark_node_get_type(node)) {
        case CMARK_NODE_TEXT:
        case CMARK_NODE_CODE:
          span.text = literal_of(node);
          append(out, std::move(span));
          break;
        case CMARK_NODE_SOFTBREAK:
          span.text = "\n";
          append(out, std::move(span));
          break;
        case CMARK_NODE_LINEBREAK:
          span.line_break = true;
          out.push_back(std::move(span));
          break;
        case CMARK_NODE_EMPH:
          span.emphasis = true;
          inlines(node, span, out);
          break;
        case CMARK_NODE_STRONG:
          span.strong = true;
          inlines(node, span, out);
          break;
        case CMARK_NODE_LINK:
          inlines(node, span, out);
          break;
        default:
          add(Block::Kind::unsupported, parent).what = name_of_unsupported(node);
      }
    }
  }

  static void append(Spans& out, Span span) {
    if (!out.empty() && !out.back().line_break && out.back().strong == span.strong && out.back().emphasis == span.emphasis)
      out.back().text += span.text;
    else
      out.push_back(std::move(span));
  }

  std::vector<Block> blocks_;
};

}  // namespace

std::vector<Block> parse(const std::string& text) {
  static std::once_flag once;
  std::call_once(once, cmark_gfm_core_extensions_ensure_registered);
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension("table"));
  cmark_parser_feed(parser.get(), text.data(), text.size());
  const std::unique_ptr<cmark_node, FreeNode> document(cmark_parser_finish(parser.get()));
  return Reader().read(document.get());
}

}  // namespace zh::report::markdown
