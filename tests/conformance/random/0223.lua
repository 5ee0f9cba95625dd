-- random program 223
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  local function f2()
    say("w1.f2 3")
    ev:set()
    local function f6()
      say("w1.f2.f6 7")
      say("w1.f2.f6 barrier " .. br:wait())
      return "f6"
    end
    local function f9()
      say("w1.f2.f9 10")
      say("w1.f2.f9 12")
      ev:set()
      sleep(2)
      say("w1.f2.f9 15")
      return "f9"
    end
    local function f16()
      say("w1.f2.f16 17")
      do local ok, e = pcall(timeout, 2, function()
        sleep(2)
        say("w1.f2.f16 20")
      end)
        if is(e, Timeout) then say("w1.f2.f16 18 timeout") elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 0, function()
        ev:clear()
        ev:clear()
        sleep(0)
        say("w1.f2.f16 25")
      end)
        if is(e, Timeout) then say("w1.f2.f16 21 timeout") elseif not ok then error(e, 0) end end
      return "f16"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f6", f6)
      tg:spawn("f9", f9)
      tg:spawn("f16", f16)
      local function f27()
        say("w1.f2.f27 28")
        say("w1.f2.f27 30")
        return "f27"
      end
      local function f31()
        say("w1.f2.f31 32")
        sleep(2)
        say("w1.f2.f31 34")
        say("w1.f2.f31 36")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        error("E38", 0)
      end
      local function f39()
        say("w1.f2.f39 40")
        say("w1.f2.f39 42")
        ev:clear()
        return "f39"
      end
      do local ok, e = pcall(function() say("w1.f2 26 got " .. table.concat({ gather { spawn("f27", f27), spawn("f31", f31), spawn("f39", f39) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f2 26 err " .. kind(e)) else error(e, 0) end end end
      say("w1.f2 45")
    end)
      if is(e, ErrorGroup) then say("w1.f2 5 " .. kind(e)) elseif not ok then error(e, 0) end end
    say("w1.f2 47")
    return "f2"
  end
  local function f48()
    say("w1.f48 49")
    say("w1.f48 51")
    say("w1.f48 53")
    if T.w2 then say("w1.f48 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f48"
  end
  local function f55()
    say("w1.f55 56")
    sleep(5)
    say("w1.f55 58")
    return "f55"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    tg:spawn("f48", f48)
    tg:spawn("f55", f55)
    say("w1 60")
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 62")
  sleep(5)
  say("w1 64")
  q:put(65)
  say("w1 66 put 65")
  sleep(1)
  say("w1 68")
  say("w1 69 end")
end
local function w2()
  do local ok, e = pcall(timeout, 1, function()
    say("w2 count " .. current():cancelling())
    ev:wait()
    say("w2 73 ev")
    local function f75()
      say("w2.f75 76")
      q:put(77)
      say("w2.f75 78 put 77")
      return "f75"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f75", f75)
      current():cancel()
    end)
      if is(e, ErrorGroup) then say("w2 74 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 70 timeout") elseif not ok then error(e, 0) end end
  sleep(2)
  say("w2 81")
  if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w2 count " .. current():cancelling())
  say("w2 84 end")
end
local function w3()
  ev:set()
  do local ok, e = pcall(timeout, 0, function()
    say("w3 barrier " .. br:wait())
    local function f89()
      say("w3.f89 90")
      if not q:full() then q:put_nowait(91) end
      sleep(0)
      say("w3.f89 93")
      return "f89"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f89", f89)
    end)
      if is(e, ErrorGroup) then say("w3 88 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w3 86 timeout") elseif not ok then error(e, 0) end end
  if T.w5 then say("w3 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 got " .. q:get())
  sleep(3)
  say("w3 97")
  say("w3 98 end")
end
local function w4()
  do local ok, e = pcall(function()
    do local ok, e = pcall(function()
      ev:set()
    end)
      if is(e, Cancelled) then say("w4 100 cancelled cleanup")
        sleep(2)
        say("w4 100 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w4 99 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  local function f103()
    say("w4.f103 104")
    sleep(3)
    say("w4.f103 106")
    say("w4.f103 got " .. q:get())
    q:put(108)
    say("w4.f103 109 put 108")
    return "f103"
  end
  for _, x in ipairs(gather({ spawn("f103", f103) }, { return_errors = true })) do
    say("w4 102 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w4 111")
  say("w4 got " .. q:get())
  sleep(1)
  say("w4 114")
  say("w4 115 end")
end
local function w5()
  local function f117()
    say("w5.f117 118")
    ev:set()
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    return "f117"
  end
  local function f121()
    say("w5.f121 122")
    if T.w3 then say("w5.f121 cancels w3 " .. yn(T.w3:cancel())) end
    error("E124", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f117", f117)
    tg:spawn("f121", f121)
    say("w5 got " .. q:get())
    if T.w1 then say("w5 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, ErrorGroup) then say("w5 116 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w5 128")
  say("w5 129 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
sleep(2)
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(10)
say('main ends')
