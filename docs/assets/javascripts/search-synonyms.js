// Words that a reader may type for one another, and forms of one Chinese letter: simplified, traditional, Japanese.
const SAME = [
  ["china", "chinese"],
  ["japan", "japanese"],
  ["korea", "korean"],
  ["eu", "europe", "european"],
  ["us", "usa", "america", "american"],
  ["ev", "evs", "bev", "electric vehicle", "electric car"],
  ["nev", "new energy vehicle"],
  ["ess", "bess", "energy storage", "battery storage"],
  ["lfp", "lithium iron phosphate"],
  ["epr", "extended producer responsibility"],
  ["feoc", "foreign entity concern"],
  ["crm", "critical raw material"],
].map((group) => group.map((phrase) => phrase.split(" ")));

const LETTERS = ("电電 车車 产產産 业業 动動 发發発 国國 规規 划劃 标標 准準 术術 进進 关關関 税稅 废廢廃 护護 运運 输輸 锂鋰 钴鈷 镍鎳 锰錳 铁鐵鉄 矿礦鉱 " +
  "质質 资資 环環 经經経 济濟済 节節 约約 储儲 备備 应應応 战戰戦 气氣 价價価 补補 贴貼 额額 义義 务務 认認 证證証 检檢検 测測 评評 迹跡 减減 优優 机機 构構 " +
  "贸貿 际際 协協 议議 设設 级級 类類 号號 图圖図 团團団 点點 个個 时時 间間 长長 实實実 验驗験 审審 计計 预預 变變変 单單単 双雙 联聯 网網 处處処 厂廠 广廣広 " +
  "开開 门門 问問 题題 导導 则則 总總総 综綜 续續続 继繼継 绿綠緑 对對対 会會 办辦弁 劳勞労 学學 体體 区區 军軍 农農 权權権 条條 制製 织織 释釋釈 险險険 团團")
  .split(" ");
const FORMS = new Map(LETTERS.flatMap((forms) => [...forms].map((letter) => [letter, [...forms]])));

// A text in which it makes no difference which form of a Chinese letter was used.
export const oneForm = (text) => text.replace(/\p{Script=Han}/gu, (letter) => FORMS.get(letter)?.[0] ?? letter);

// Other words for a word, each as the words that must stand together.
export const synonyms = (word) => SAME.filter((group) => group.some((phrase) => phrase.length === 1 && phrase[0] === word))
  .flatMap((group) => group.filter((phrase) => phrase[0] !== word || phrase.length > 1));

// The other ways to write a word of Chinese letters.
export function otherForms(word) {
  const ways = [...word].reduce((begun, letter) => begun.flatMap((start) => (FORMS.get(letter) ?? [letter]).map((form) => start + form)), [""]);
  return ways.filter((way) => way !== word);
}
