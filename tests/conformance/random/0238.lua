-- random program 238
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
  sleep(1)
  say("w1 2")
  q:put(3)
  say("w1 4 put 3")
  say("w1 5 end")
end
local function w2()
  local function f7()
    say("w2.f7 8")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2.f7 9 ok") elseif type(e) == "string" then say("w2.f7 9 err " .. kind(e)) else error(e, 0) end end
    sleep(1)
    say("w2.f7 11")
    if T.w3 then say("w2.f7 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f7"
  end
  local function f13()
    say("w2.f13 14")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f13 15 ok") elseif type(e) == "string" then say("w2.f13 15 err " .. kind(e)) else error(e, 0) end end
    ev:wait()
    say("w2.f13 17 ev")
    return "f13"
  end
  local function f18()
    say("w2.f18 19")
    do local ok, e = pcall(timeout, 0, function()
      do local ok, e = pcall(timeout, 0, function()
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
      end)
        if is(e, Timeout) then say("w2.f18 21 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w2.f18 20 timeout") elseif not ok then error(e, 0) end end
    error("E23", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f7", f7)
    tg:spawn("f13", f13)
    tg:spawn("f18", f18)
    local function f25()
      say("w2.f25 26")
      current():cancel()
      local function f29()
        say("w2.f25.f29 30")
        ev:clear()
        ev:clear()
        return "f29"
      end
      local function f33()
        say("w2.f25.f33 34")
        if not q:full() then q:put_nowait(35) end
        error("E36", 0)
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f29", f29), spawn("f33", f33) }, { timeout = nil }) do say("w2.f25 28 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f25 28 err " .. kind(e)) else error(e, 0) end end end
      local function f38()
        say("w2.f25.f38 39")
        ev:clear()
        sleep(0)
        say("w2.f25.f38 42")
        return "f38"
      end
      local function f43()
        say("w2.f25.f43 44")
        q:put(45)
        say("w2.f25.f43 46 put 45")
        return "f43"
      end
      do local dn, pn = wait({ spawn("f38", f38), spawn("f43", f43) }, { return_when = "first", timeout = 5 })
        say("w2.f25 37 done " .. #dn .. " pending " .. #pn) end
      return "f25"
    end
    local function f47()
      say("w2.f47 48")
      do local ok, e = pcall(timeout, 1, function()
        say("w2.f47 51")
        ev:wait()
        say("w2.f47 53 ev")
        ev:set()
      end)
        if is(e, Timeout) then say("w2.f47 49 timeout") elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 2, function()
        sleep(5)
        say("w2.f47 57")
        sleep(1)
        say("w2.f47 59")
      end)
        if is(e, Timeout) then say("w2.f47 55 timeout") elseif not ok then error(e, 0) end end
      return "f47"
    end
    local function f60()
      say("w2.f60 61")
      do local ok, e = pcall(timeout, 0, function()
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end)
        if is(e, Timeout) then say("w2.f60 62 timeout") elseif not ok then error(e, 0) end end
      return "f60"
    end
    do local ok, e = pcall(function() say("w2 24 got " .. table.concat({ gather { spawn("f25", f25), spawn("f47", f47), spawn("f60", f60) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2 24 err " .. kind(e)) else error(e, 0) end end end
    do local _ <close> = sm:hold()
      say("w2 65 in")
      if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
    end
  end)
    if is(e, ErrorGroup) then say("w2 6 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(5)
  say("w2 68")
  say("w2 69 end")
end
local function w3()
  say("w3 barrier " .. br:wait())
  ev:wait()
  say("w3 72 ev")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  do local ok, e = pcall(timeout, 3, function()
    say("w3 got " .. q:get())
    say("w3 77")
    if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  end)
    if is(e, Timeout) then say("w3 74 timeout") elseif not ok then error(e, 0) end end
  say("w3 79 end")
end
local function w4()
  do local ok, e = pcall(timeout, 1, function()
    if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
    local function f83()
      say("w4.f83 84")
      local function f86()
        say("w4.f83.f86 87")
        sleep(2)
        say("w4.f83.f86 89")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        ev:set()
        return "f86"
      end
      local function f92()
        say("w4.f83.f92 93")
        sleep(1)
        say("w4.f83.f92 95")
        q:put(96)
        say("w4.f83.f92 97 put 96")
        return "f92"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f86", f86)
        tg:spawn("f92", f92)
      end)
        if is(e, ErrorGroup) then say("w4.f83 85 " .. kind(e)) elseif not ok then error(e, 0) end end
      error("E98", 0)
    end
    local function f99()
      say("w4.f99 100")
      sleep(0)
      say("w4.f99 102")
      say("w4.f99 104")
      return "f99"
    end
    for _, x in ipairs(gather({ spawn("f83", f83), spawn("f99", f99) }, { return_errors = true })) do
      say("w4 82 " .. (x.ok and x.value or kind(x.error)))
    end
  end)
    if is(e, Timeout) then say("w4 80 timeout") elseif not ok then error(e, 0) end end
  say("w4 106")
  say("w4 107 end")
end
local function w5()
  say("w5 barrier " .. br:wait())
  say("w5 110")
  local function f112()
    say("w5.f112 113")
    say("w5.f112 barrier " .. br:wait())
    say("w5.f112 116")
    return "f112"
  end
  for _, x in ipairs(gather({ spawn("f112", f112) }, { return_errors = true })) do
    say("w5 111 " .. (x.ok and x.value or kind(x.error)))
  end
  if not q:full() then q:put_nowait(117) end
  say("w5 got " .. q:get())
  say("w5 119 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
ev:set()
if not q:empty() then q:get_nowait() end
sleep(0)
sleep(1)
sleep(10)
say('main ends')
