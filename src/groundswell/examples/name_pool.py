"""Given and family names from many places, for people who do not exist."""

from __future__ import annotations

import unicodedata

GIVEN = """
Aarav Abena Adnan Agnieszka Aiko Alejandra Amalia Amir Anouk Anton Arash Ayse Azadeh Bartosz Bilal
Birgit Blessing Brigita Camille Carmen Catarina Chiara Chidi Chinwe Cormac Dalia Damir Daniela Davor
Deepa Denise Diego Dilan Dorota Edita Ekaterina Elena Elias Emeka Emre Enzo Erik Esther Eszter Fabio
Fatima Felipe Femke Fiona Florian Gabor Gloria Goran Hamza Hana Hanneke Haruto Helga Hugo Ibrahim
Ilona Imani Indira Ingeborg Ioana Irena Isak Ismail Ivana Jana Jasmin Javier Jelena Joanna Joaquim
Johan Joyce Kalina Kamal Karim Katya Kenji Khadija Kirsten Lars Latifa Leandro Lena Lerato Liam Linh
Livia Lorenzo Luka Magda Mai Malik Manuela Marek Mariana Marta Mateo Maya Mehmet Mei Mikael Milan
Mina Mohan Monica Musa Nadine Naoko Natalia Nikhil Nils Nina Nisha Noemi Nuno Oksana Olga Oscar Pablo
Pauline Pavel Pedro Pia Priya Quentin Rachel Rafael Rana Rashid Renata Rosa Ruth Saskia Selma Sergio
Shanti Silje Simone Siri Sofia Stefan Suresh Svetlana Tamar Tanvir Teresa Thabo Tuan Ulla Uma Valeria
Vera Viktor Vincent Wanda Wei Wiebke Xenia Yara Yasmin Yusuf Zainab Zofia Zoltan
""".split()

FAMILY = """
Aalto Abdi Acheampong Adler Afolabi Aguirre Akande Albrecht Almeida Alvarsson Amari Andrade Antonov
Appiah Aslan Asante Ayala Babic Bakker Balogun Baptista Barros Bauwens Becker Bello Benali Berggren
Bianchi Bielak Boateng Bosch Botha Bouchard Bravo Brunner Bui Burke Cabral Calloway Campos Cardoso
Castillo Cerny Chanda Chowdhury Cisse Claes Coelho Conti Costa Danso Darwish DeWinter Demir Devlin
Diallo Dijkstra Dimitrova Dobos Dragan Duarte Dube Dvorak Eide Ekholm Eriksen Escobar Esposito Faber
Fadel Falk Farkas Fedorov Fernandes Ferrari Fischer Flores Fofana Fontaine Fraser Fujita Gallo Garay
Gashi Georgiou Ghosh Gill Girard Gomes Grabowska Greco Grimaldi Gruber Gupta Gutierrez Haddad Hagen
Hakimi Halil Hansson Hartog Hashemi Hassan Heikkila Hendriks Herrera Hoang Hofer Holub Horvat Hussein
Ibarra Idowu Iqbal Ishikawa Ivanova Jankovic Jansen Jimenez Johal Jovanovic Juhasz Kaczmarek Kamara
Kapoor Karlsson Kato Kaya Keita Keller Khan Kiss Klein Kone Kovacs Kowal Krause Kruger Kumar Kurt
Laine Lam Larsen Laskari Leal Lefevre Leitner Lindgren Lombardi Lopes Lukic Madsen Magalhaes Mahlangu
Malik Mancini Mansour Marchand Markovic Marsh Mbatha Medina Mehta Meier Mensah Mihailov Mishra Molnar
Montero Moraes Moreau Morris Mukherjee Mwangi Naidoo Nakamura Navarro Ndiaye Nemeth Ngo Nielsen Njoku
Nordin Nowicki Obi Ochieng Odhiambo Ojala Olsen Omondi Oram Orsini Ortega Osman Otieno Ozturk Paixao
Palmer Papadakis Park Parra Pasanen Patel Pavlov Pereira Pham Pinto Popescu Prieto Qureshi Ramos Rao
Rasmussen Reyes Rinaldi Rocha Rossi Saarinen Sabry Sahin Salazar Samuels Santoro Sato Schaefer Seck
Serra Sharma Shah Siddiqui Silva Simic Sorensen Soto Stein Suarez Suzuki Svensson Szabo Takeda Tan
Tavakoli Tekle Thapa Toth Traore Tran Ueda Uzun Valdez Varga Vasquez Vidal Virtanen Vogel Wagner
Walsh Warsame Weber Wong Yamada Yeboah Yilmaz Zanetti Zeman Ziegler Zulu
""".split()

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "s", "æ": "a"})


def code_of(family: str) -> str:
    """Return a family name as a short code: small plain letters only."""
    plain = unicodedata.normalize("NFKD", family.lower().translate(_LETTERS))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalpha())
