# SPDX-License-Identifier: Apache-2.0
"""scikit-learn's HistGradientBoosting with its defaults on one table.

Arguments: training file, test file, target, "classes" or "number", file of the answers.
"""

import sys
import time

import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

MAX_CATEGORIES = 250

training = pd.read_csv(sys.argv[1])
test = pd.read_csv(sys.argv[2])
target = sys.argv[3]
started, processor = time.perf_counter(), time.process_time()
columns = []
for name in training.columns.drop(target):
    if training[name].dtype == object:
        known = training[name].dropna().unique()
        if len(known) > MAX_CATEGORIES:
            continue
        codes = {value: code for code, value in enumerate(known)}
        training[name], test[name] = training[name].map(codes), test[name].map(codes)
    columns.append(name)
learner = HistGradientBoostingClassifier if sys.argv[4] == "classes" else HistGradientBoostingRegressor
model = learner(random_state=1).fit(training[columns], training[target])
print("TOOK", time.perf_counter() - started, time.process_time() - processor)
if sys.argv[4] == "classes":
    answers = pd.DataFrame(model.predict_proba(test[columns]), columns=model.classes_)
else:
    answers = pd.DataFrame({"predict": model.predict(test[columns])})
answers.to_csv(sys.argv[5], index=False)
