/* Transcendental functions that give the same bits on every CPU (SLEEF's cinz forms).
 *
 * The C library's exp, pow and friends choose code by CPU feature and differ in the last bit, so no
 * state may come from them. sqrt, floor and arithmetic are exact and need no wrapper. */
#ifndef DEMARCHE_BASE_TRANS_H
#define DEMARCHE_BASE_TRANS_H

double trans_exp(double x);
double trans_expm1(double x);
double trans_log(double x);
double trans_log1p(double x);
double trans_pow(double x, double y);
double trans_sin(double x);
double trans_cos(double x);
double trans_tan(double x);
double trans_asin(double x);
double trans_acos(double x);
double trans_atan2(double y, double x);

/* 1 / (1 + exp(-x)), without overflow for any finite x. */
double trans_logistic(double x);

#endif
