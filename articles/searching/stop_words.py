"""Words that say nothing of what a reader looks for."""

STOP_WORDS = {
    "fr": (
        "a afin ai aller allez ainsi alors apres as au aucun aussi autre aux avant avec avez avoir "
        "avons beaucoup bien c ca car ce cela celle celui ces cet cette ceux chez ci "
        "combien comme comment d dans de depuis des deux dois doit donc du elle elles "
        "en encore entre es est et etait etes etre eu eux fais faire fait faites faut "
        "font il ils j jai je jusqu l la le les leur leurs lorsque lui m ma mais me "
        "meme mes moi moins mon n ne ni nos notre nous on ont ou où par parce pas "
        "pendant peu peut peuvent peux plus plutot pour pourquoi pouvez pouvoir "
        "presque qu quand que quel quelle quelles quels qui quoi rien s sa sans se "
        "sera ses si soit son sont souvent sous suis sur t ta te tel tes toi ton "
        "toujours tous tout toute toutes tres trop tu un une va vais veut veux vos "
        "votre vous y à ça été être très après déjà là où"
    ),
    "nb": (
        "a alle alt altså at av bare ble bli blir blitt bør da dag de deg dem den denne "
        "der dere deres det dette din dine disse ditt du då eg eller en enn er et "
        "etter ei for fordi fra fram få får før gjør gjøre gjort godt ha hadde han har "
        "hele hennes her hos hun hva hvem hver hvilke hvilken hvilket hvis hvor "
        "hvordan hvorfor i igjen ikke ingen inn ja jeg jo kan kanskje kunne litt man "
        "mange med meg mellom men mens mer mest min mine mitt mot mye må måtte ned nei "
        "noe noen nok når nå og også om opp oss over på se seg selv si siden sin sine "
        "sitt skal skulle slik som så til under ut uten var ved vi vil ville være vært "
        "vår å æ"
    ),
    "es": (
        "a acaba acabo al algo algun alguna alguno algunos ante antes aqui asi aun aunque cada como "
        "con contra cosa cual cuales cualquier cuando cuanto cuanta cuantas cuantos da dan dar dio de "
        "debe debo deben del desde donde durante e el ella ellas ellos en entre era es "
        "esa esas ese eso esos esta estaba estan estar estas este esto estos estoy fue "
        "ha hace hacer haces hago han hasta hay he la las le les lo los mas me mi mis "
        "mientras mucha muchas mucho muchos muy nada ni no nos o otra otras otro otros "
        "para pero poco podria por porque pq pueda puede pueden puedo que quien quienes "
        "q se sea ser si sido siempre sin sobre solo son soy su sus tal tambien tan "
        "tanto te tengo tener tenia tiene tienen toda todas todo todos tu tus u un una "
        "unas uno unos usted ustedes va vez voy y ya yo él más qué cómo cuándo dónde "
        "está están sí también aquí así aún"
    ),
}

NEGATIONS = {"fr": "pas plus", "nb": "ikke", "es": "no"}
"""“A cramp that passes” is not “a cramp that does not pass”."""
