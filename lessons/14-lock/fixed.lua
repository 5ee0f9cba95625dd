-- One pays at a time.
local balance = 100
local account = lock("account")

local function pay(amount)
  local _ <close> = account:hold()
  local before = balance
  sleep(0) -- counting money
  balance = before + amount
end

local function greet()
  for i = 1, 2 do
    print("good morning")
    sleep(0)
  end
end

local a = spawn("A", pay, 10)
local b = spawn("B", pay, 20)
local c = spawn("C", greet)
gather { a, b, c }
print("balance", balance)
