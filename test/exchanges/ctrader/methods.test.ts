import { startCtraderDouble } from '../../doubles/ctrader/startCtraderDouble.js';
import { quickfixIfAny } from '../../doubles/quickfix/startQuickfix.js';
import { describeCtrader } from './describeCtrader.js';

describeCtrader('in front of the double', () => startCtraderDouble());

for (const start of await quickfixIfAny()) describeCtrader('in front of QuickFIX', start);
