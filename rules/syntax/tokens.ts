import { createToken, Lexer, type TokenType } from 'chevrotain'

/** Every name and every word that may serve as one. */
export const Word = createToken({ name: 'Word', pattern: Lexer.NA, label: 'a name' })
/** Whatever may stand in a cell of a table: all but the marks of layout and `|`. */
export const CellPart = createToken({ name: 'CellPart', pattern: Lexer.NA, label: 'a cell' })

export const Newline = createToken({
  name: 'Newline',
  pattern: /\r\n|\r|\n/,
  line_breaks: true,
  label: 'the end of the line',
})
export const Indent = createToken({ name: 'Indent', pattern: Lexer.NA, label: 'an indented block' })
export const Dedent = createToken({
  name: 'Dedent',
  pattern: Lexer.NA,
  label: 'the end of the block',
})

function cellPart(name: string, pattern: RegExp, label: string): TokenType {
  return createToken({ name, pattern, label, categories: [CellPart] })
}

export const Name = createToken({
  name: 'Name',
  pattern: /[A-Za-z_]\w*(?:-\w+)*/,
  label: 'a name',
  categories: [Word, CellPart],
})
export const YesNo = cellPart('YesNo', /yes\/no(?![\w/])/, '"yes/no"')
export const Text = cellPart('Text', /"[^"\r\n]*"/, 'a text in quotes')
export const DateText = cellPart(
  'DateText',
  /\d{4}-\d{2}-\d{2}(?![\w-])/,
  'a date such as 2026-03-01'
)
export const LimitText = cellPart('LimitText', /\d+(?:\/\d+)+(?![\w/])/, 'a limit such as 30/60')
/** `1A`: a class or a symbol, which is no number. */
export const CodeText = cellPart(
  'CodeText',
  /\d{1,4}[A-Z][A-Z0-9]{0,7}(?![\w./-])/,
  'a choice such as 1A'
)
/** `2026.10.1`: only a version is written like that. */
export const VersionText = cellPart('VersionText', /\d+(?:\.\d+){2,}(?![\w.])/, 'a version')
/** `2nd`: which one of a row, counted from an end. */
export const OrdinalText = cellPart(
  'OrdinalText',
  /\d{1,3}(?:st|nd|rd|th)(?![\w./-])/,
  'a place such as 2nd'
)
export const NumberText = cellPart('NumberText', /\d+(?:\.\d+)?(?!\w|\.\d|-\d)/, 'a number')

export const Equals = cellPart('Equals', /=/, '"="')
export const Plus = cellPart('Plus', /\+/, '"+"')
export const Minus = cellPart('Minus', /-/, '"-"')
export const Star = cellPart('Star', /\*/, '"*"')
export const Slash = cellPart('Slash', /\//, '"/"')
export const Percent = cellPart('Percent', /%/, '"%"')
export const LessEqual = cellPart('LessEqual', /<=/, '"<="')
export const Less = cellPart('Less', /</, '"<"')
export const GreaterEqual = cellPart('GreaterEqual', />=/, '">="')
export const Greater = cellPart('Greater', />/, '">"')
export const Comma = cellPart('Comma', /,/, '","')
export const Dot = cellPart('Dot', /\./, '"."')
export const OpenRound = cellPart('OpenRound', /\(/, '"("')
export const CloseRound = cellPart('CloseRound', /\)/, '")"')
/** A bracket that touches the name before it looks something up. */
export const OpenIndex = cellPart('OpenIndex', /(?<=\w)\[/, '"["')
export const CloseIndex = cellPart('CloseIndex', /\]/, '"]"')
/** A bracket that stands apart cites a source, and its content is prose. */
export const CitationText = cellPart('CitationText', /\[[^\]\r\n]*\]/, 'a citation in brackets')
export const Bar = createToken({ name: 'Bar', pattern: /\|/, label: '"|"' })

/** These never reach the grammar: the layout pass reports them and mends or drops them. */
export const Space = createToken({
  name: 'Space',
  pattern: /[^\S\r\n]+/,
  group: Lexer.SKIPPED,
})
export const CommentText = createToken({ name: 'CommentText', pattern: /#[^\r\n]*/ })
export const UnclosedText = createToken({ name: 'UnclosedText', pattern: /"[^"\r\n]*/ })
export const OddlyQuoted = createToken({
  name: 'OddlyQuoted',
  pattern: /[\u201c\u201d\u201e][^"\u201c\u201d\u201e\r\n]*["\u201c\u201d]/,
})
export const UnclosedCitation = createToken({ name: 'UnclosedCitation', pattern: /\[[^\]\r\n]*/ })
export const GroupedDigits = createToken({
  name: 'GroupedDigits',
  pattern: /\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)/,
})
export const Malformed = createToken({ name: 'Malformed', pattern: /\d[\w./-]*/ })
/** Operators of other languages. */
export const ForeignOperator = createToken({
  name: 'ForeignOperator',
  pattern: /==|!=|<>|=>|=<|&&/,
})
export const Unknown = createToken({
  name: 'Unknown',
  pattern: /[^\s\w"#=+\-*/%<>,.()[\]|]+/,
})

const reserved = (word: string) =>
  createToken({
    name: `Reserved_${word}`,
    pattern: Lexer.NA,
    label: `"${word}"`,
    categories: [CellPart],
  })
const keyword = (word: string) =>
  createToken({
    name: `Keyword_${word}`,
    pattern: Lexer.NA,
    label: `"${word}"`,
    categories: [Word, CellPart],
  })

/** Words that are never names: each stands where a name could stand as well. */
export const And = reserved('and')
export const Or = reserved('or')
export const Not = reserved('not')
export const Is = reserved('is')
export const In = reserved('in')
export const With = reserved('with')
export const Has = reserved('has')
export const Of = reserved('of')
export const OverWord = reserved('over')
export const When = reserved('when')
export const No = reserved('no')
export const Every = reserved('every')
export const Any = reserved('any')
export const Given = reserved('given')
export const All = reserved('all')

/** Words that mean something at their place and serve as names anywhere else. */
export const A = keyword('a')
export const Adapt = keyword('adapt')
export const After = keyword('after')
export const Are = keyword('are')
export const Apply = keyword('apply')
export const As = keyword('as')
export const Ask = keyword('ask')
export const Assign = keyword('assign')
export const Assigned = keyword('assigned')
export const Assume = keyword('assume')
export const At = keyword('at')
export const Average = keyword('average')
export const Band = keyword('band')
export const Base = keyword('base')
export const Becomes = keyword('becomes')
export const Before = keyword('before')
export const Below = keyword('below')
export const Business = keyword('business')
export const Between = keyword('between')
export const But = keyword('but')
export const By = keyword('by')
export const Charge = keyword('charge')
export const Check = keyword('check')
export const Combine = keyword('combine')
export const Constant = keyword('constant')
export const Confidence = keyword('confidence')
export const Costs = keyword('costs')
export const Count = keyword('count')
export const Coverage = keyword('coverage')
export const Currency = keyword('currency')
export const DateWord = keyword('date')
export const Days = keyword('days')
export const Decisions = keyword('decisions')
export const Decline = keyword('decline')
export const Discount = keyword('discount')
export const Discounts = keyword('discounts')
export const Down = keyword('down')
export const Each = keyword('each')
export const Effective = keyword('effective')
export const Else = keyword('else')
export const Ends = keyword('ends')
export const Entry = keyword('entry')
export const ErrorWord = keyword('error')
export const Even = keyword('even')
export const Example = keyword('example')
export const Except = keyword('except')
export const Expect = keyword('expect')
export const Extended = keyword('extended')
export const Extends = keyword('extends')
export const FactorWord = keyword('factor')
export const Fee = keyword('fee')
export const Fewer = keyword('fewer')
export const Fees = keyword('fees')
export const First = keyword('first')
export const Flat = keyword('flat')
export const For = keyword('for')
export const Forbid = keyword('forbid')
export const From = keyword('from')
export const Gives = keyword('gives')
export const Half = keyword('half')
export const High = keyword('high')
export const Highest = keyword('highest')
export const Insert = keyword('insert')
export const IntegerWord = keyword('integer')
export const Interpolated = keyword('interpolated')
export const Least = keyword('least')
export const Left = keyword('left')
export const LessWord = keyword('less')
export const Let = keyword('let')
export const Low = keyword('low')
export const Lower = keyword('lower')
export const Lowest = keyword('lowest')
export const Match = keyword('match')
export const Mean = keyword('mean')
export const Medium = keyword('medium')
export const MinusWord = keyword('minus')
export const MoneyWord = keyword('money')
export const Months = keyword('months')
export const More = keyword('more')
export const Most = keyword('most')
export const Needs = keyword('needs')
export const Never = keyword('never')
export const New = keyword('new')
export const Notice = keyword('notice')
export const Offer = keyword('offer')
export const One = keyword('one')
export const OnlyWord = keyword('only')
export const Next = keyword('next')
export const Optional = keyword('optional')
export const Order = keyword('order')
export const Otherwise = keyword('otherwise')
export const Outside = keyword('outside')
export const Plan = keyword('plan')
export const PlusWord = keyword('plus')
export const Policy = keyword('policy')
export const Premium = keyword('premium')
export const Premiums = keyword('premiums')
export const Private = keyword('private')
export const Product = keyword('product')
export const Quick = keyword('quick')
export const Quote = keyword('quote')
export const Rank = keyword('rank')
export const Read = keyword('read')
export const Refer = keyword('refer')
export const Referral = keyword('referral')
export const Regulation = keyword('regulation')
export const Rejected = keyword('rejected')
export const Remove = keyword('remove')
export const Renewals = keyword('renewals')
export const Replace = keyword('replace')
export const Require = keyword('require')
export const Required = keyword('required')
export const Requirement = keyword('requirement')
export const Round = keyword('round')
export const Rounded = keyword('rounded')
export const Rounding = keyword('rounding')
export const RowWord = keyword('row')
export const Rule = keyword('rule')
export const Sensitive = keyword('sensitive')
export const Stays = keyword('stays')
export const Step = keyword('step')
export const Steps = keyword('steps')
export const Sum = keyword('sum')
export const Table = keyword('table')
export const Takes = keyword('takes')
export const Tax = keyword('tax')
export const TextWord = keyword('text')
export const The = keyword('the')
export const Then = keyword('then')
export const There = keyword('there')
export const Ties = keyword('ties')
export const Through = keyword('through')
export const Times = keyword('times')
export const To = keyword('to')
export const Total = keyword('total')
export const Until = keyword('until')
export const Up = keyword('up')
export const Version = keyword('version')
export const VinWord = keyword('vin')
export const While = keyword('while')
export const Whole = keyword('whole')
export const Within = keyword('within')
export const Writing = keyword('writing')
export const Year = keyword('year')
export const Years = keyword('years')
export const Yes = keyword('yes')
export const ZipWord = keyword('zip')

const reservedWords = [
  ...[And, Or, Not, Is, In, With, Has, Of, OverWord, When, No, Every, Any, Given, All],
]
const contextualWords = [
  A,
  Adapt,
  After,
  Are,
  As,
  Ask,
  Assign,
  Assigned,
  Assume,
  At,
  Average,
  Band,
  Base,
  Becomes,
  Before,
  Below,
  Business,
  But,
  By,
  Charge,
  Check,
  Combine,
  Constant,
  Count,
  Coverage,
  Currency,
  DateWord,
  Days,
  Decline,
  Discounts,
  Down,
  Each,
  Effective,
  Else,
  Ends,
  Entry,
  ErrorWord,
  Even,
  Example,
  Expect,
  Extended,
  FactorWord,
  Fee,
  Fewer,
  First,
  Flat,
  For,
  ...[
    From,
    Gives,
    Half,
    Highest,
    IntegerWord,
    Interpolated,
    Least,
    Left,
    Let,
    Lowest,
    Match,
    MinusWord,
    MoneyWord,
    Months,
    Most,
    Needs,
  ],
  ...[
    New,
    Next,
    One,
    Optional,
    Order,
    Otherwise,
    Outside,
    Plan,
    PlusWord,
    Policy,
    Premium,
    Private,
    Product,
    Quick,
  ],
  ...[Quote, Rank, Read, Refer, Referral, Renewals, Require, Required, Requirement, Round, Rounded],
  ...[
    Rounding,
    RowWord,
    Rule,
    Sensitive,
    Step,
    Sum,
    Table,
    Takes,
    Tax,
    TextWord,
    The,
    Then,
    There,
    Ties,
    Times,
    To,
    Total,
    Until,
    Up,
    Version,
  ],
  ...[VinWord, Whole, Within, Year, Years, Yes, ZipWord],
  ...[
    Confidence,
    Decisions,
    Discount,
    Except,
    Fees,
    Forbid,
    High,
    Low,
    Medium,
    Notice,
    Offer,
    Premiums,
  ],
  ...[Regulation, Rejected, Through, Until, Writing],
  ...[Between, Costs, LessWord, Lower, Mean, More, Never, Stays, While],
  ...[Apply, Discount, Extends, Insert, OnlyWord, Remove, Replace, Steps],
]

/** The word of a keyword token, as it is written in a source. */
export function wordOf(type: TokenType): string {
  return type.name.replace(/^(Reserved|Keyword)_/, '')
}

/** From a word as written to its token; `month` and `day` stand for their plurals. */
export const wordTypes: ReadonlyMap<string, TokenType> = new Map([
  ...[...reservedWords, ...contextualWords].map((type) => [wordOf(type), type] as const),
  ['month', Months],
  ['day', Days],
])

const reservedSet = new Set(reservedWords)
/** Whether a word of this type can never be a name. */
export function isReserved(type: TokenType): boolean {
  return reservedSet.has(type)
}

/** In the order in which the lexer tries them. */
export const lexedTypes: TokenType[] = [
  ...[Newline, Space, CommentText, YesNo, Name],
  ...[Text, UnclosedText, OddlyQuoted],
  ...[DateText, LimitText, GroupedDigits, VersionText, OrdinalText, CodeText],
  ...[NumberText, Malformed],
  ...[ForeignOperator, Equals, Plus, Minus, Star, Slash, Percent],
  ...[LessEqual, Less, GreaterEqual, Greater],
  ...[Comma, Dot, OpenRound, CloseRound, OpenIndex, CloseIndex, CitationText, UnclosedCitation],
  ...[Bar, Unknown],
]

/** What may reach the grammar; each of them is used by some rule. */
export const grammarTypes: TokenType[] = [
  ...[Word, CellPart, Newline, Indent, Dedent, Name, YesNo, Text, DateText, LimitText],
  ...[VersionText, OrdinalText, CodeText, NumberText, Equals, Plus, Minus, Star, Slash, Percent],
  ...[LessEqual, Less, GreaterEqual, Greater, Comma, Dot, OpenRound, CloseRound],
  ...[OpenIndex, CloseIndex, CitationText, Bar],
  ...reservedWords,
  ...contextualWords,
]
