// In this order: what stands later may say it anew.
import "./tokens.css";
import "./base.css";
import "./heat.css";
