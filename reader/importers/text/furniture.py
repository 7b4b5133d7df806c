"""The lines that a listing page prints around its papers: none of them is ever a title.

The page is the Hugging Face paper listing (daily, search and trending pages), as text
browsers and copying from the screen give it.
"""

import re
from enum import Enum


class Furniture(Enum):
    """How sure a line of page furniture is."""

    SURE = "sure"
    """Never anything else, wherever it stands."""
    MAIL = "mail"
    """As sure, and the invitation after which `Subscribe` may be glued to the first title."""
    WEAK = "weak"
    """Ordinary words: furniture only at the head or the foot of the page."""


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MAIL = re.compile(
    r"(?:get trending papers in your email inbox(?: once a day)?\s?[!.]?\s?){1,4}(?:subscribe$)?",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"by\s?(?:\[[^\]]{0,40}\]\s?)?AK\s?and the research community$"
    r"|and the research community$"
    r"|daily papers(?: - hugging face)?$"
    r"|trending papers(?: - hugging face)?$"
    r"|search by arxiv id or title$"
    r"|submit a paper$"
    r"|(?:(?:search by arxiv id or title|submit a paper|daily papers|trending papers)\s?){2,4}$"
    r"|(?:par|von|por|da|di|door|av|af|przez|от|由|来自)\s?(?:\[[^\]]{0,40}\]\s?)?AK(?:\s.{3,60}"
    r"|[和与、と].{2,40})$|.{0,15}AK(?:と|及び|및).{2,40}$"
    r"|AK(?:와|과)\s?.{2,40}$"
    # the titles of the pages, and the invitation, in other languages
    r"|(?:tägliche|trend(?:ige|ing)?|beliebte)[ -](?:artikel|papiere|beiträge)$"
    r"|articles (?:quotidiens|du jour|tendances?)$"
    r"|(?:artículos|documentos) (?:diarios|en tendencia)$"
    r"|articoli (?:quotidiani|di tendenza)$|artigos (?:diários|em (?:alta|destaque))$"
    r"|(?:ежедневные|популярные) статьи$|(?:每日|热门|今日)论文$"
    r"|(?:デイリー|毎日の|今日の|トレンド(?:の)?)(?:論文|ペーパー)$"
    r"|(?:오늘의|일일|데일리|인기|트렌딩) 논문$"
    r"|(?=.{20,140}$).*(?:correo electrónico|e-mail-(?:post|eingang)|courriel|boîte de réception"
    r"|posta elettronica|メール|邮箱|邮件|이메일|почт).{0,60}[!！]$"
    # the same with the heading of the page run into it
    r"|.{0,30}\b(?:par|von|por|da|di|door|av|af|przez|от)\sAK\s(?:et|und|y|e|en|i|och|og|и)\s.{3,50}$",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"new|subscribe|(?:© )?hugging face(?:,? inc\.?)?|by|ak|daily|weekly|monthly|trending|papers"
    r"|hugging face's logo(?: hugging face)?|models|datasets|spaces|buckets(?: new)?|posts"
    r"|log(?:o|otipo) (?:von|de|di|do|da) hugging face"
    r"|räume|espaces|espacios|spazi|espaços|пространства|空间|スペース|스페이스"
    r"|dokumente|documentation|documentos|documentazione|документы|文档|ドキュメント|문서"
    r"|(?:die )?gemeinschaft|communauté|comunidad|comunità|comunidade|сообщество|社区|コミュニティ"
    r"|커뮤니티|docs|community|enterprise|pricing|solutions"
    r"|log in|sign up|login|search|previous|next|load more|back to top"
    r"|(?:system|light|dark) theme|company|tos|privacy|about|careers|jobs|website"
    r"|inference(?: providers)?"
    # what the reader view of a browser says of a page
    r"|\d{1,3}(?:\s?[-–]\s?\d{1,3})? minutes?(?: read)?"
    # the week or month of a page
    rf"|week \d{{1,2}}(?:,? (?:of )?20\d\d)?|20\d\d-W[0-5]\d|{_MONTH},? 20\d\d"
    rf"|{_MONTH} \d{{1,2}}(?:, 20\d\d)?\s?[-–—]\s?(?:{_MONTH} )?\d{{1,2}}(?:,? 20\d\d)?"
    # and the same in German, French, Spanish, Italian, Portuguese, Russian, Chinese, Japanese
    r"|modelle|modèles|modelos|modelli|модели|模型|モデル"
    r"|datensätze|jeux de données|conjuntos de datos|set di dati|наборы данных|数据集|データセット"
    r"|preise|tarifs|precios|prezzi|preços|цены|价格|料金"
    r"|anmelden|registrieren|connexion|se connecter|s['’]inscrire|iniciar sesión|registrarse|accedi"
    r"|iscriviti|entrar|войти|登录|登入|注册|ログイン|サインアップ|新規登録"
    r"|täglich|wöchentlich|monatlich|quotidien|hebdomadaire|mensuel|diario|semanal|mensual"
    r"|giornaliero|settimanale|mensile|diário|mensal|每日|每周|每月|日次|週次|月次"
    r"|zurück|weiter|précédent|suivant|anterior|siguiente|precedente|successivo|próximo"
    r"|모델|데이터 ?세트|데이터셋|가격|로그인|가입하기|회원가입|이전|다음|매일|매주|매월"
    r"|일간|주간|월간"
    r"|unternehmen|nutzungsbedingungen|datenschutz|über uns|karrieren?|entreprise"
    r"|conditions d['’]utilisation|confidentialité|à propos|carrières|empresa|compañía"
    r"|términos(?: de servicio)?|privacidad|acerca de|carreras|empleos|azienda|termini|chi siamo"
    r"|carriere|termos(?: de serviço)?|privacidade|sobre|carreiras|компания|конфиденциальность"
    r"|о нас|вакансии|公司|服务条款|隐私|关于|招聘|会社|利用規約|プライバシー|採用情報|회사"
    r"|이용약관|개인정보(?: ?보호)?|소개|채용"
    r"|上一页|下一页|前へ|次へ|abonnieren|s['’]abonner|suscribirse|iscriviti|订阅",
    re.IGNORECASE,
)
_ROW = re.compile(rf"(?:{_WEAK.pattern}|jobs|©|\||·|\s)+", re.IGNORECASE)
_HEAD = re.compile(
    r"(?:#+ )?web source$|-{3,}$|={3,}$|\*\*page title:\*\*"
    r"|markdown content:$|(?:- )?(?:url(?: source)?|source|captured(?: \(utc\))?"
    r"|title|type|source_id|notebook_id|retrieved|exported|date|author|tags)\s?:\s",
    re.IGNORECASE,
)
_GLUED = re.compile(r"Subscribe(?=[A-Z0-9\"“‘'])")


def kind(text: str) -> Furniture | None:
    """What furniture a line is by its words alone, None if it is none."""
    if len(text) <= 240 and _MAIL.fullmatch(text):
        return Furniture.MAIL
    if len(text) > 120:
        return None
    if _SURE.match(text):
        return Furniture.SURE
    return Furniture.WEAK if _WEAK.fullmatch(text.strip(" |·•*")) else None


def is_row_of_words(text: str) -> bool:
    """Whether a line is several words of the site's own links: `TOS Privacy About Jobs`."""
    return len(text) <= 120 and text[:1].isalnum() and bool(_ROW.fullmatch(text))


def is_head_matter(text: str) -> bool:
    """Whether a line is what saving programs write above the page: address, title, day."""
    return len(text) <= 2000 and bool(_HEAD.match(text))


def unglue(text: str, *, after_mail: bool) -> str | None:
    """The title after page text that lost its line break; None when none is glued to it.

    `Subscribe` alone only counts right after the email invitation: a real title may begin
    with the word.
    """
    mail = _MAIL.match(text)
    rest = text[mail.end() :] if mail else text
    if (mail or after_mail) and _GLUED.match(rest):
        rest = rest.removeprefix("Subscribe")
    return rest if rest and rest != text else None


def may_be_glued(text: str) -> bool:
    """Whether a title begins with `Subscribe` as if it were glued to it."""
    return bool(_GLUED.match(text))
