"""Names that people bear, of many scripts: none of them may be refused."""

NAMES = """
Иван Петров, Мария Кузнецова, Олександр Шевченко, Наталья Соколова, Дмитрий Иванов, Ольга Морозова,
Сергей Смирнов, Анна Каренина, Юрий Гагарин, Світлана Бойко, Георги Димитров, Јелена Јанковић,
Милица Николић, Никола Тесла, Ђорђе Петровић, Раиса Штаб, Адам Мод, Тимур Вахитов, Айгүл Бекова,
Бат-Эрдэнэ, Νίκος Παπαδόπουλος, Μαρία Γεωργίου, Γιώργος Σεφέρης, Ελένη Κωνσταντίνου,
Δημήτρης Αγγελόπουλος, Αικατερίνη, Ὀδυσσεύς, Ζωή Λάσκαρη, Άννα Νικολάου, Χρήστος Υφαντής, Κώστας,
Σοφία Βέμπο, 李明, 王小红, 张伟, 陈思思, 欧阳修, 司马迁, 林黛玉, 諸葛亮, 黃美麗, 赵敏, 刘德华, 周杰伦,
習近, 吳宇森, 鄭成功, 蔡依林, 孙悟空, 杨过, 唐三, 馬英, 山田太郎, 佐藤花子, 鈴木一郎, たなか さくら,
ワタナベ ケン, 高橋メアリージュン, 小林一茶, 夏目漱石, さくら, ｻﾄｳ, 髙橋, 渡邊直美, のだめ, 木村・マリア,
김민수, 박지성, 이영희, 최서연, 정약용, 황보관, 남궁민, 손흥민, 유나, 한강, 선우재덕, 김연아, محمد علي,
فاطمة الزهراء, عبد الرحمن, ليلى, خالد بن الوليد, يوسف, مُحَمَّد, نجيب محفوظ, أحمد شوقي, هدى, زينب, عائشة,
طارق ابن زياد, شیرین عبادی, فروغ فرخزاد, می‌نا, اُردو خان, عمر الخيام, דוד כהן, שרה לוי, יוסף בן־גוריון,
מִרְיָם, אברהם, נועה, ז'בוטינסקי, טל, רחל המשוררת, עמוס עוז, राम शर्मा, सीता, नरेन्द्र, श्रीकृष्ण,
अनुष्का शंकर, মুজিব রহমান, রবীন্দ্রনাথ ঠাকুর, தமிழ்ச்செல்வி, சுப்பிரமணிய பாரதி, రాముడు, ಕುವೆಂಪು, മോഹൻലാൽ,
ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ, ગાંધી, ශ්‍රී ලාල්, क्ष, สมชาย ใจดี, สุดารัตน์, พรทิพย์, ณเดชน์, ນາງ ຄຳ, သန်းရွှေ,
អង្គរ សុខា, བསྟན་འཛིན, ჭაბუა ამირეჯიბი, ნინო, Նարեկ Հակոբյան, አበበ ቢቂላ, ᏣᎳᎩ, Nguyễn Văn An, Trần Thị Hồng,
Lê Đức Thọ, Phạm Quỳnh Anh, Đặng Thùy Trâm, Hồ Xuân Hương, Võ Nguyên Giáp, Ngô Bảo Châu, Bùi Thị Xuân,
Ưng Hoàng Phúc, O'Brien, Sinéad O’Connor, Støffel, Stafford, Jim Stafford-Clark, Teamer, Modesta, Adminah,
Ødegård, J.-P. d'Arc, J.R.R. Tolkien, J.R.R.Tolkien, Dr. Who, St. John, St.John, Anna d. L., Ms. Li,
Łukasz Żółć, Çağlar Işık, İpek Ilgın, Þórdís Ævarsdóttir, Zoë, Jürgen Groß, María José, João Ñandú,
Ngũgĩ wa Thiong'o, Hawaiʻi Kealoha, X Æ A-12, Joe Root, Will Self, Bill Press, Christopher Guest,
Emanuel Steward, Mod Rana, Helpmann, Supporta, Officialdi, Brandon, Brandt, Info Tanaka, Ash Oslo,
Osierman, Rosier Ashby, Ashley Osier, Ada Lovelace, Ada, Whitlock Inc-Brown, Inés de Castro,
Duarte Inácio, Ida Whitlock, maya.okafor, fox_92, 🦊 Fox, Kim 2, B2, R2-D2, x, Ng, 7, Ali, Lily, Illi,
Jo-Ann, d'Artagnan, Mr. T, Lo-Fi, Sam5, C3PO, Maya, Amy & Joe, Tea M., Ann (she), Ed., Sven-Åke Öst, Ayşe,
Siân ap Rhys, Nic a' Bháird, Máire Ní Bhriain, Jean-Luc, Van der Berg, von Trapp, de la Cruz, Al-Farabi,
ibn Sina, Bjørk, Fjóla, Iñaki, Xóchitl, Ōtani, ‘Alā’, Teamu, Staffan Ek, Moderata Fonte, Admira, Rooter,
Owen R, Pressler, Legalov, Billinger
"""
# Names that the rules about titles, trade, brands and addresses come near to, and must not reach.
NEAR = """
Ash Ketchum, Ash, Ash Bank, Marina Silva, Bishop Bank, Rosa Bank, Kim Desk, Ceola, Founders, Helper Müller, Paymon,
Ste Ward, Staf Peeters, Anna Teamster, Ana Oficialdegui, Pervez Musharraf, پرویز مشرف, Maria Tesoriere, Karl Gründer,
Anne Verwalter, Jean Tresorier, Johnny Cash, Tom Banks, Ines Shopov, Sam Payne, Bob Billings, Otto Konto, Max Kaufmann,
Rita Bankole, Arnold, Bernd, Clara, Ruud Beheerman, Carl Orff, Dara, Marn, Modi, Ce Li, Te Am, Ad Minh, Mo Ds, Cara Post,
Ana Caixa, Adele Servis, Info Bank-Tanaka, Accountius, Refundo, Verifia, Systema, Ada Cash, Grace Page, Cat Help-Moore,
J. Osier, Osiera, Jan Osiers, Ashley Osier-Bank, Wolf Ashton, Lucia Dadic, Wolf Kasse, Penny Price, Mark Dollar,
St.John Smith, Ph.D. Maya, Dr.Who, Mr.Li, Jr.Martin, A.M.Homes, G.K.Chesterton, J.Page, M.Fox, J.Win, J.Kim, d.o.o. Ana,
anna.lindqvist, Chr.Hansen, e.e.cummings, Maya v2.0, 3.14, אשר1234567890, Kim 12345678, Anna 1990, Maya 🇩🇪, 🇺🇦 Olena, Vova,
Savvas, Moods, Admina, You & Me, Van Winkel, Del Banco, Van der Bank, De la Caja, Al Osier, Kassebaum, Bankhead, Grace Helpman,
Ada Root, Rnhold
"""
BORNE = [name.strip() for name in (NAMES.strip() + ", " + NEAR).replace("\n", " ").split(",")]
