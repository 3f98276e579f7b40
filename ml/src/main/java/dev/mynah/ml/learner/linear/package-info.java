// SPDX-License-Identifier: Apache-2.0
/** Linear models: ridge, logistic and softmax regression. */
@NullMarked
package dev.mynah.ml.learner.linear;

import org.jspecify.annotations.NullMarked;
