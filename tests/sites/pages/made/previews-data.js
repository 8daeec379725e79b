window.apparatusPreviews = {
"cases/arcadia.md":[
"Arcadia",
"Arcadia is the country in which nobody fought for a throne. The study mentions it as the exception."
],
"cases/ruritania.md":[
"Ruritania",
"Ruritania is the country in which a throne was lost and won. The study takes it for a case of order restored by force."
],
"concepts/order.md":[
"Order",
"Order is what the study calls a state in which nobody fights. It is set against justice, which it may exclude."
],
"one.md#p1":[
"¶ 1, One",
"In Ruritania there was order."
],
"one.md#p2":[
"¶ 2, One",
"In Arcadia there was none."
],
"one.md#n1":[
"Note 1, One",
"Richard Roe and Ann Poe, ",
"Peace and its makers",
" (Oxford: Example Press, 1999)."
],
"one.md#n2":[
"Note 2, One",
"Words alone."
],
"works/doe2001/":[
"",
"Jane Doe, ‘On order: a study’, ",
"Journal of Examples",
" 4: 2, 2001, pp. 1203–20."
],
"works/roe1999/":[
"",
"Richard Roe and Ann Poe, ",
"Peace and its makers",
" (Oxford: Example Press, 1999)."
]
};
