def broken(: """[@nobody1903]"""
