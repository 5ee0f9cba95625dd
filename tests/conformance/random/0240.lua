-- random program 240
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
  say("w1 size " .. q:size())
  local function f3()
    say("w1.f3 4")
    sleep(2)
    say("w1.f3 6")
    ev:set()
    error("E8", 0)
  end
  local function f9()
    say("w1.f9 10")
    do local ok, e = pcall(function()
      local function f13()
        say("w1.f9.f13 14")
        sleep(5)
        say("w1.f9.f13 16")
        ev:set()
        ev:set()
        return "f13"
      end
      local function f19()
        say("w1.f9.f19 20")
        if not q:full() then q:put_nowait(21) end
        return "f19"
      end
      local function f22()
        say("w1.f9.f22 23")
        say("w1.f9.f22 25")
        if not q:empty() then say("w1.f9.f22 took " .. q:get_nowait()) end
        if T.w1 then say("w1.f9.f22 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f22"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f13", f13)
        tg:spawn("f19", f19)
        tg:spawn("f22", f22)
      end)
        if is(e, ErrorGroup) then say("w1.f9 12 " .. kind(e)) elseif not ok then error(e, 0) end end
      if T.w1 then say("w1.f9 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      sleep(3)
      say("w1.f9 30")
    end)
      if is(e, Cancelled) then say("w1.f9 11 cancelled cleanup")
        sleep(2)
        say("w1.f9 11 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    local function f32()
      say("w1.f9.f32 33")
      if T.w1 then say("w1.f9.f32 cancels w1 " .. yn(T.w1:cancel())) end
      sleep(1)
      say("w1.f9.f32 36")
      return "f32"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f32", f32)
      say("w1.f9 38")
      sleep(2)
      say("w1.f9 40")
      sleep(0)
      say("w1.f9 42")
    end)
      if is(e, ErrorGroup) then say("w1.f9 31 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f9"
  end
  local function f43()
    say("w1.f43 44")
    ev:wait()
    say("w1.f43 46 ev")
    do local _ <close> = sm:hold()
      say("w1.f43 48 in")
      do local _ <close> = defer(function()
        say("w1.f43 49 finally")
      end)
        sleep(1)
        say("w1.f43 51")
      end
    end
    return "f43"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f3", f3)
    tg:spawn("f9", f9)
    tg:spawn("f43", f43)
    do local ok, e = pcall(timeout, 1, function()
      say("w1 size " .. q:size())
      local function f55()
        say("w1.f55 56")
        ev:wait()
        say("w1.f55 58 ev")
        ev:clear()
        say("w1.f55 count " .. current():cancelling())
        return "f55"
      end
      local function f61()
        say("w1.f61 62")
        say("w1.f61 64")
        if not q:empty() then say("w1.f61 took " .. q:get_nowait()) end
        ev:wait()
        say("w1.f61 67 ev")
        return "f61"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f55", f55)
        tg:spawn("f61", f61)
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end)
        if is(e, ErrorGroup) then say("w1 54 " .. kind(e)) elseif not ok then error(e, 0) end end
      if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
    end)
      if is(e, Timeout) then say("w1 52 timeout") elseif not ok then error(e, 0) end end
    say("w1 got " .. q:get())
  end)
    if is(e, ErrorGroup) then say("w1 2 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 72 end")
end
local function w2()
  do local ok, e = pcall(timeout, 0, function()
    sleep(2)
    say("w2 75")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 76 ok") elseif type(e) == "string" then say("w2 76 err " .. kind(e)) else error(e, 0) end end
    local function f78()
      say("w2.f78 79")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      sleep(3)
      say("w2.f78 82")
      say("w2.f78 got " .. q:get())
      return "f78"
    end
    local function f84()
      say("w2.f84 85")
      if T.w2 then say("w2.f84 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      ev:wait()
      say("w2.f84 88 ev")
      return "f84"
    end
    local function f89()
      say("w2.f89 90")
      if T.w3 then say("w2.f89 cancels w3 " .. yn(T.w3:cancel())) end
      say("w2.f89 got " .. q:get())
      ev:clear()
      error("E94", 0)
    end
    for _, x in ipairs(gather({ spawn("f78", f78), spawn("f84", f84), spawn("f89", f89) }, { return_errors = true })) do
      say("w2 77 " .. (x.ok and x.value or kind(x.error)))
    end
  end)
    if is(e, Timeout) then say("w2 73 timeout") elseif not ok then error(e, 0) end end
  say("w2 96")
  say("w2 97 end")
end
local function w3()
  if not q:full() then q:put_nowait(98) end
  local function f100()
    say("w3.f100 101")
    do local ok, e = pcall(timeout, 2, function()
      say("w3.f100 barrier " .. br:wait())
      ev:wait()
      say("w3.f100 105 ev")
    end)
      if is(e, Timeout) then say("w3.f100 102 timeout") elseif not ok then error(e, 0) end end
    sleep(5)
    say("w3.f100 107")
    sleep(5)
    say("w3.f100 109")
    return "f100"
  end
  local function f110()
    say("w3.f110 111")
    sleep(1)
    say("w3.f110 113")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    return "f110"
  end
  local function f115()
    say("w3.f115 116")
    q:put(117)
    say("w3.f115 118 put 117")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3.f115 119 ok") elseif type(e) == "string" then say("w3.f115 119 err " .. kind(e)) else error(e, 0) end end
    ev:clear()
    return "f115"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f100", f100)
    tg:spawn("f110", f110)
    tg:spawn("f115", f115)
    q:put(121)
    say("w3 122 put 121")
    sleep(0)
    say("w3 124")
    say("w3 126")
  end)
    if is(e, ErrorGroup) then say("w3 99 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(2)
  say("w3 128")
  say("w3 129 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:full() then q:put_nowait(0) end
ev:set()
ev:set()
sleep(0)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
