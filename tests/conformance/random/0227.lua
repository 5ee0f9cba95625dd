-- random program 227
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  do local ok, e = pcall(timeout, 2, function()
    sleep(1)
    say("w1 3")
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  say("w1 got " .. q:get())
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  say("w1 6 end")
end
local function w2()
  local function f8()
    say("w2.f8 9")
    if T.w3 then say("w2.f8 cancels w3 " .. yn(T.w3:cancel())) end
    return "f8"
  end
  local function f11()
    say("w2.f11 12")
    if T.w4 then say("w2.f11 cancels w4 " .. yn(T.w4:cancel())) end
    local function f15()
      say("w2.f11.f15 16")
      sleep(3)
      say("w2.f11.f15 18")
      local function f20()
        say("w2.f11.f15.f20 21")
        sleep(1)
        say("w2.f11.f15.f20 23")
        return "f20"
      end
      do local ok, e = pcall(function() say("w2.f11.f15 19 got " .. table.concat({ gather { spawn("f20", f20) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f11.f15 19 err " .. kind(e)) else error(e, 0) end end end
      return "f15"
    end
    do local dn, pn = wait({ spawn("f15", f15) }, { return_when = "first", timeout = 1 })
      say("w2.f11 14 done " .. #dn .. " pending " .. #pn) end
    error("E24", 0)
  end
  local function f25()
    say("w2.f25 26")
    sleep(2)
    say("w2.f25 28")
    local function f30()
      say("w2.f25.f30 31")
      sleep(1)
      say("w2.f25.f30 33")
      local function f35()
        say("w2.f25.f30.f35 36")
        current():cancel()
        if T.w4 then say("w2.f25.f30.f35 cancels w4 " .. yn(T.w4:cancel())) end
        return "f35"
      end
      for _, x in ipairs(gather({ spawn("f35", f35) }, { return_errors = true })) do
        say("w2.f25.f30 34 " .. (x.ok and x.value or kind(x.error)))
      end
      local function f40()
        say("w2.f25.f30.f40 41")
        say("w2.f25.f30.f40 43")
        error("E44", 0)
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f40", f40) }, { timeout = nil }) do say("w2.f25.f30 39 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f25.f30 39 err " .. kind(e)) else error(e, 0) end end end
      return "f30"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f30", f30)
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2.f25 45 ok") elseif type(e) == "string" then say("w2.f25 45 err " .. kind(e)) else error(e, 0) end end
      say("w2.f25 count " .. current():cancelling())
      sleep(2)
      say("w2.f25 48")
    end)
      if is(e, ErrorGroup) then say("w2.f25 29 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f25"
  end
  do local ok, e = pcall(function() say("w2 7 got " .. table.concat({ gather { spawn("f8", f8), spawn("f11", f11), spawn("f25", f25) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 7 err " .. kind(e)) else error(e, 0) end end end
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  local function f51()
    say("w2.f51 52")
    do local _ <close> = defer(function()
      say("w2.f51 53 finally")
    end)
      if T.w5 then say("w2.f51 cancels w5 " .. yn(T.w5:cancel())) end
    end
    error("E55", 0)
  end
  do local ok, e = pcall(function() say("w2 50 got " .. table.concat({ gather { spawn("f51", f51) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 50 err " .. kind(e)) else error(e, 0) end end end
  say("w2 56 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 58 in")
    q:put(59)
    say("w3 60 put 59")
    do local _ <close> = lk:hold()
      say("w3 62 in")
      if not q:full() then q:put_nowait(63) end
      say("w3 65")
      say("w3 67")
    end
    sleep(3)
    say("w3 69")
  end
  sleep(2)
  say("w3 71")
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  say("w3 73 end")
end
local function w4()
  do local _ <close> = defer(function()
    sleep(2)
    say("w4 74 finally")
  end)
    sleep(3)
    say("w4 76")
  end
  do local ok, e = pcall(timeout, 1, function()
    local function f79()
      say("w4.f79 80")
      sleep(1)
      say("w4.f79 82")
      if T.w2 then say("w4.f79 cancels w2 " .. yn(T.w2:cancel())) end
      ev:clear()
      error("E85", 0)
    end
    do local ok, e = pcall(function() say("w4 78 " .. wait_for(1, spawn("f79", f79))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 78 err " .. kind(e)) else error(e, 0) end end end
    say("w4 87")
  end)
    if is(e, Timeout) then say("w4 77 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w4 89")
  sleep(1)
  say("w4 91")
  say("w4 92 end")
end
local function w5()
  local function f94()
    say("w5.f94 95")
    local function f97()
      say("w5.f94.f97 98")
      ev:set()
      error("E100", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f97", f97)
      say("w5.f94 got " .. q:get())
      sleep(1)
      say("w5.f94 103")
    end)
      if is(e, ErrorGroup) then say("w5.f94 96 " .. kind(e)) elseif not ok then error(e, 0) end end
    ev:clear()
    if T.w2 then say("w5.f94 cancels w2 " .. yn(T.w2:cancel())) end
    error("E106", 0)
  end
  local function f107()
    say("w5.f107 108")
    say("w5.f107 110")
    say("w5.f107 112")
    ev:wait()
    say("w5.f107 114 ev")
    return "f107"
  end
  local function f115()
    say("w5.f115 116")
    sleep(1)
    say("w5.f115 118")
    say("w5.f115 120")
    say("w5.f115 count " .. current():cancelling())
    return "f115"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f94", f94), spawn("f107", f107), spawn("f115", f115) }, { timeout = nil }) do say("w5 93 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 93 err " .. kind(e)) else error(e, 0) end end end
  do local ok, e = pcall(function() T.w3:await() end)
    if ok then say("w5 122 ok") elseif type(e) == "string" then say("w5 122 err " .. kind(e)) else error(e, 0) end end
  say("w5 124")
  say("w5 125 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(1)
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
sleep(10)
say('main ends')
