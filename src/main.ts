// Everything in one process. Until live calls are watched, that is the bot.
import './bot.ts';
