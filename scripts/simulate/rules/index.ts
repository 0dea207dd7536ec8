import { ofTheDepartment, openConversations, portfolios } from './budgets.ts';
import { endedWithAnAnswer, handedAtOnce, onePersonInCharge } from './charge.ts';
import { fairDeadlines, standInBegins, standInFinishes } from './deadlines.ts';
import { explained } from './explained.ts';
import {
  attachedLargeToSales,
  debtsToTrained,
  fewQuestions,
  grownLargeToSales,
  largeToSales,
  moneyToFinance,
  visitingLargeToSales,
} from './jurisdiction.ts';
import { headsLetIn, leaversHaveNothing } from './leaving.ts';
import { whoeverMetStandsIn } from './met.ts';
import { managerNamed } from './named.ts';
import { clientsStay, onlyWhoIsHere, ownerFirst, takeoverOwnsNothing, whoeverWasInTouch } from './owners.ts';
import type { Rules } from './rule.ts';
import { eachClientsOwn, unsaidOwnsNothing } from './several.ts';
import { oneVoice } from './voice.ts';

/** Everything that must hold whatever happens, in the order of the rules. */
export const rules: Rules = [
  onePersonInCharge,
  fewQuestions,
  largeToSales,
  attachedLargeToSales,
  grownLargeToSales,
  visitingLargeToSales,
  whoeverWasInTouch,
  managerNamed,
  ownerFirst,
  eachClientsOwn,
  whoeverMetStandsIn,
  handedAtOnce,
  debtsToTrained,
  moneyToFinance,
  ofTheDepartment,
  openConversations,
  portfolios,
  unsaidOwnsNothing,
  headsLetIn,
  leaversHaveNothing,
  fairDeadlines,
  standInBegins,
  standInFinishes,
  oneVoice,
  clientsStay,
  takeoverOwnsNothing,
  onlyWhoIsHere,
  explained,
  endedWithAnAnswer,
];
