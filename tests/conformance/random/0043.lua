-- random program 43
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  do local _ <close> = sm:hold()
    say("w1 2 in")
    sleep(3)
    say("w1 4")
    say("w1 barrier " .. br:wait())
    local function f7()
      say("w1.f7 8")
      local function f10()
        say("w1.f7.f10 11")
        say("w1.f7.f10 got " .. q:get())
        if T.w5 then say("w1.f7.f10 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if not q:empty() then say("w1.f7.f10 took " .. q:get_nowait()) end
        return "f10"
      end
      local function f15()
        say("w1.f7.f15 16")
        sleep(0)
        say("w1.f7.f15 18")
        return "f15"
      end
      for _, x in ipairs(gather({ spawn("f10", f10), spawn("f15", f15) }, { return_errors = true })) do
        say("w1.f7 9 " .. (x.ok and x.value or kind(x.error)))
      end
      error("E19", 0)
    end
    local function f20()
      say("w1.f20 21")
      local function f23()
        say("w1.f20.f23 24")
        if T.w5 then say("w1.f20.f23 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:clear()
        return "f23"
      end
      do local ok, e = pcall(function() say("w1.f20 22 got " .. table.concat({ gather { spawn("f23", f23) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f20 22 err " .. kind(e)) else error(e, 0) end end end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f20 28 woken")
      end
      sleep(0)
      say("w1.f20 30")
      return "f20"
    end
    local function f31()
      say("w1.f31 32")
      say("w1.f31 34")
      return "f31"
    end
    do local ok, e = pcall(function() say("w1 6 got " .. table.concat({ gather { spawn("f7", f7), spawn("f20", f20), spawn("f31", f31) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 6 err " .. kind(e)) else error(e, 0) end end end
  end
  ev:wait()
  say("w1 36 ev")
  ev:clear()
  sleep(5)
  say("w1 39")
  if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 41 end")
end
local function w2()
  sleep(3)
  say("w2 43")
  do local _ <close> = lk:hold()
    say("w2 45 in")
    local function f47()
      say("w2.f47 48")
      do local ok, e = pcall(function()
        sleep(2)
        say("w2.f47 51")
      end)
        if is(e, Cancelled) then say("w2.f47 49 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      say("w2.f47 53")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f47 54 ok") elseif type(e) == "string" then say("w2.f47 54 err " .. kind(e)) else error(e, 0) end end
      return "f47"
    end
    local function f55()
      say("w2.f55 56")
      if T.w1 then say("w2.f55 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f55"
    end
    local function f58()
      say("w2.f58 59")
      sleep(1)
      say("w2.f58 61")
      if T.w3 then say("w2.f58 cancels w3 " .. yn(T.w3:cancel())) end
      if not q:empty() then say("w2.f58 took " .. q:get_nowait()) end
      error("E64", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f47", f47)
      tg:spawn("f55", f55)
      tg:spawn("f58", f58)
    end)
      if is(e, ErrorGroup) then say("w2 46 " .. kind(e)) elseif not ok then error(e, 0) end end
    if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  say("w2 66 end")
end
local function w3()
  ev:clear()
  sleep(1)
  say("w3 69")
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w3 70 ok") elseif type(e) == "string" then say("w3 70 err " .. kind(e)) else error(e, 0) end end
  sleep(5)
  say("w3 72")
  say("w3 73 end")
end
local function w4()
  do local ok, e = pcall(function()
    ev:wait()
    say("w4 76 ev")
  end)
    if is(e, Cancelled) then say("w4 74 cancelled uncancel")
      say("w4 74 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  say("w4 78")
  sleep(0)
  say("w4 80")
  sleep(0)
  say("w4 82")
  q:put(83)
  say("w4 84 put 83")
  say("w4 85 end")
end
local function w5()
  local function f87()
    say("w5.f87 88")
    do local ok, e = pcall(function()
      sleep(0)
      say("w5.f87 91")
      sleep(1)
      say("w5.f87 93")
    end)
      if is(e, Cancelled) then say("w5.f87 89 cancelled cleanup")
        sleep(2)
        say("w5.f87 89 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    sleep(2)
    say("w5.f87 95")
    return "f87"
  end
  local function f96()
    say("w5.f96 97")
    if not q:empty() then say("w5.f96 took " .. q:get_nowait()) end
    q:put(99)
    say("w5.f96 100 put 99")
    if not q:full() then q:put_nowait(101) end
    return "f96"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f87", f87)
    tg:spawn("f96", f96)
    sleep(0)
    say("w5 103")
  end)
    if is(e, ErrorGroup) then say("w5 86 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:set()
  say("w5 105 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(2)
sleep(1)
ev:set()
sleep(10)
say('main ends')
